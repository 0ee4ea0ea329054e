package dev.rnn4j.core.kernel;

import dev.rnn4j.api.BadInputException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which matrix kernels this process uses, and why. Chosen once, when the first network is made. */
public final class KernelChoice {
    /** The system property that names the kernels to use. */
    public static final String PROPERTY = "rnn4j.kernels";

    /** The name under which plain Java is chosen. */
    public static final String PLAIN = "plain";

    private final List<MatrixKernels> products;
    private final List<MatrixKernels> gradients;
    private final List<String> reasons;

    private KernelChoice(List<MatrixKernels> usable, List<String> reasons) {
        List<MatrixKernels> exactOrAll = new ArrayList<>();
        for (MatrixKernels k : ranked(usable, false)) {
            if (exactOrAll.isEmpty() || k.exact() || !exactOrAll.get(0).exact()) {
                exactOrAll.add(k);
            }
        }
        this.products = List.copyOf(exactOrAll);
        this.gradients = ranked(usable, true);
        this.reasons = List.copyOf(reasons);
    }

    /** From the highest rank to the lowest, those of one rank in their order. */
    private static List<MatrixKernels> ranked(List<MatrixKernels> kernels, boolean byGradients) {
        List<MatrixKernels> ranked = new ArrayList<>();
        for (MatrixKernels k : kernels) {
            int at = ranked.size();
            while (at > 0 && rank(ranked.get(at - 1), byGradients) < rank(k, byGradients)) {
                at--;
            }
            ranked.add(at, k);
        }
        return List.copyOf(ranked);
    }

    private static int rank(MatrixKernels k, boolean byGradients) {
        return byGradients ? k.gradientRank() : k.rank();
    }

    private static final class Holder {
        static final KernelChoice CHOICE = make();

        private static KernelChoice make() {
            List<MatrixKernels> found = new ArrayList<>();
            for (MatrixKernels k : ServiceLoader.load(MatrixKernels.class)) {
                found.add(k);
            }
            KernelChoice choice = of(found, System.getProperty(PROPERTY, ""));
            for (String reason : choice.reasons) { // without one, no logging is set up
                System.getLogger("dev.rnn4j.core").log(Level.INFO, reason);
            }
            return choice;
        }
    }

    /** The choice of this process. */
    public static KernelChoice current() {
        return Holder.CHOICE;
    }

    /**
     * The choice among some kernels.
     *
     * @param wanted the name of the only ones; empty for all that can be used
     * @throws BadInputException if those that are wanted are not there or cannot be used
     */
    static KernelChoice of(List<MatrixKernels> found, String wanted) {
        List<MatrixKernels> usable = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (MatrixKernels k : found) {
            String obstacle = wanted.isEmpty() || k.name().equals(wanted) ? k.obstacle() : "";
            if (!wanted.isEmpty()) {
                if (!obstacle.isEmpty()) {
                    throw new BadInputException("the matrix kernels '" + wanted + "' cannot be used: " + obstacle);
                }
                if (k.name().equals(wanted)) {
                    usable.add(k);
                }
            } else if (!obstacle.isEmpty()) {
                reasons.add("The matrix kernels '" + k.name() + "' are not used: " + obstacle);
            } else if (k.rank() > 0) {
                usable.add(k);
            }
        }
        if (usable.isEmpty() && !wanted.isEmpty() && !wanted.equals(PLAIN)) {
            throw new BadInputException("there are no matrix kernels '" + wanted + "'; there are: " + PLAIN
                    + found.stream().map(k -> ", " + k.name()).collect(Collectors.joining())
                    + ": add the module rnn-kernels-" + wanted + ", or leave -D" + PROPERTY + " away");
        }
        return new KernelChoice(usable, reasons);
    }

    /** The names of the kernels that are used, by rank; plain Java does what they leave. */
    public String name() {
        return inUse().map(MatrixKernels::name)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), names -> names.isEmpty() ? PLAIN : names));
    }

    /** What each of those that are used is used for. */
    public List<String> uses() {
        return products.isEmpty() && gradients.isEmpty()
                ? List.of(PLAIN + ", for the matrix products")
                : inUse().map(k -> k.name() + ", " + k.use()).toList();
    }

    private Stream<MatrixKernels> inUse() {
        return Stream.concat(products.stream(), gradients.stream()).distinct();
    }

    /** Why those that are there are not used, one sentence each. */
    public List<String> reasons() {
        return reasons;
    }

    /** Those that are asked for products, in this order, before plain Java. */
    public List<MatrixKernels> products() {
        return products;
    }

    /** Those that are asked for gradients of weights, in this order, before plain Java. */
    public List<MatrixKernels> gradients() {
        return gradients;
    }

    /** Whether a number of a product has the same bits whatever rows are computed in one call. */
    public boolean exact() {
        for (MatrixKernels k : products) {
            if (!k.exact()) {
                return false;
            }
        }
        return true;
    }
}
