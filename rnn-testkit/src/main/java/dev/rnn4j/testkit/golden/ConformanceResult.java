package dev.rnn4j.testkit.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of one golden file.
 *
 * @param name the case
 * @param comparisons all that was compared
 * @param unsupported what the library refused to build or run, in its own words
 * @param faults why the file could not be read or the run broke off
 */
public record ConformanceResult(
        String name, List<Comparison> comparisons, List<String> unsupported, List<String> faults) {
    private static final String TRAINING = "training ";

    /** Copies the lists. */
    public ConformanceResult {
        comparisons = List.copyOf(comparisons);
        unsupported = List.copyOf(unsupported);
        faults = List.copyOf(faults);
    }

    /** How a case ends. */
    public enum Status {
        /** Everything was compared and is within its tolerance. */
        OK,
        /** What could be run is within its tolerance, but something was refused. */
        UNSUPPORTED,
        /** A number exceeds its tolerance, the file is broken, the run broke off, or there was nothing to compare. */
        FAILED
    }

    static ConformanceResult fault(String name, String message) {
        return new ConformanceResult(name, List.of(), List.of(), List.of(message));
    }

    /** How it ended. */
    public Status status() {
        if (!faults.isEmpty() || !failures().isEmpty() || comparisons.isEmpty() && unsupported.isEmpty()) {
            return Status.FAILED;
        }
        return unsupported.isEmpty() ? Status.OK : Status.UNSUPPORTED;
    }

    /** The comparisons beyond their tolerance. */
    public List<Comparison> failures() {
        return comparisons.stream().filter(c -> !c.passes()).toList();
    }

    /** The largest error of each part, in the order compared. */
    public Map<String, Double> largestErrors() {
        Map<String, Double> largest = new LinkedHashMap<>();
        for (Comparison c : comparisons) {
            largest.merge(c.part(), c.error(), Math::max);
        }
        return largest;
    }

    /**
     * One line with the largest error of each part; below it, indented, what failed or was refused: {@code ok   05_name
     * outputs 2.2e-16  loss 0  gradients 3.1e-16  training 1: 1.1e-16 2: 1.1e-16 10: 2.2e-16 100: 3.0e-16}.
     */
    public String report() {
        StringBuilder s = new StringBuilder(
                switch (status()) {
                    case OK -> "ok          ";
                    case UNSUPPORTED -> "unsupported ";
                    case FAILED -> "FAILED      ";
                });
        s.append(name);
        boolean training = false;
        for (Map.Entry<String, Double> e : largestErrors().entrySet()) {
            String error = Comparison.digits(e.getValue());
            if (e.getKey().startsWith(TRAINING)) {
                s.append(training ? " " : "  " + TRAINING)
                        .append(e.getKey().substring(TRAINING.length()))
                        .append(": ")
                        .append(error);
                training = true;
            } else {
                s.append("  ").append(e.getKey()).append(' ').append(error);
            }
        }
        List<String> more = new ArrayList<>(faults);
        failures().forEach(c -> more.add(c.toString()));
        unsupported.forEach(u -> more.add("unsupported: " + u));
        if (status() == Status.FAILED && more.isEmpty()) {
            more.add("there is nothing to compare");
        }
        more.forEach(line -> s.append("\n    ").append(line));
        return s.toString();
    }

    @Override
    public String toString() {
        return report();
    }
}
