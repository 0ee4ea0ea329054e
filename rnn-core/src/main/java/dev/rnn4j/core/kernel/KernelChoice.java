package dev.rnn4j.core.kernel;

import dev.rnn4j.api.BadInputException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Which matrix kernels this process uses, and why. Chosen once, when the first network is made. */
public final class KernelChoice {
    /** The system property that names the kernels to use. */
    public static final String PROPERTY = "rnn4j.kernels";

    /** The name under which plain Java is chosen. */
    public static final String PLAIN = "plain";

    private final MatrixKernels kernels;
    private final List<String> reasons;

    private KernelChoice(MatrixKernels kernels, List<String> reasons) {
        this.kernels = kernels;
        this.reasons = List.copyOf(reasons);
    }

    private static final class Holder {
        static final KernelChoice CHOICE = make();

        private static KernelChoice make() {
            List<MatrixKernels> found = ServiceLoader.load(MatrixKernels.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
            KernelChoice choice = of(found, System.getProperty(PROPERTY, ""));
            Logger log = System.getLogger("dev.rnn4j.core");
            choice.reasons.forEach(r -> log.log(Level.INFO, r));
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
     * @param wanted a name; empty for the best
     * @throws BadInputException if those that are wanted are not there or cannot be used
     */
    static KernelChoice of(List<MatrixKernels> found, String wanted) {
        MatrixKernels best = null;
        List<String> reasons = new ArrayList<>();
        for (MatrixKernels k : found) {
            if (!wanted.isEmpty()) {
                best = k.name().equals(wanted) ? k : best;
            } else if (!k.obstacle().isEmpty()) {
                reasons.add("The matrix kernels '" + k.name() + "' are not used: " + k.obstacle());
            } else if (k.rank() > 0 && (best == null || k.rank() > best.rank())) {
                best = k;
            }
        }
        if (best == null && !wanted.isEmpty() && !wanted.equals(PLAIN)) {
            throw new BadInputException("there are no matrix kernels '" + wanted + "'; there are: " + PLAIN
                    + found.stream().map(k -> ", " + k.name()).collect(Collectors.joining())
                    + ": add the module rnn-kernels-" + wanted + ", or leave -D" + PROPERTY + " away");
        }
        if (best != null && !best.obstacle().isEmpty()) {
            throw new BadInputException("the matrix kernels '" + wanted + "' cannot be used: " + best.obstacle());
        }
        return new KernelChoice(best, reasons);
    }

    /** The name of the kernels that are used. */
    public String name() {
        return kernels == null ? PLAIN : kernels.name();
    }

    /** Why those that are there are not used, one sentence each. */
    public List<String> reasons() {
        return reasons;
    }

    /** Products in float32; null for plain Java. */
    public MatrixProducts<float[]> float32() {
        return kernels == null ? null : kernels.float32();
    }

    /** Products in float64; null for plain Java. */
    public MatrixProducts<double[]> float64() {
        return kernels == null ? null : kernels.float64();
    }
}
