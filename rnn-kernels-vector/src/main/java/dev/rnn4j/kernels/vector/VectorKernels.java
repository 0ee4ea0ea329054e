package dev.rnn4j.kernels.vector;

import dev.rnn4j.core.kernel.MatrixKernels;
import dev.rnn4j.core.kernel.MatrixProducts;
import java.lang.module.ModuleFinder;
import java.util.Locale;

/**
 * Matrix products by the JDK's Vector API, which is an incubator module: on the class path the JVM has to be started with
 * {@code --add-modules jdk.incubator.vector}; on the module path it comes along. No class of that API is touched before it
 * is known to be there.
 */
public final class VectorKernels implements MatrixKernels {
    private static final String MODULE = "jdk.incubator.vector";

    /** With vectors of fewer bits, plain Java is as fast. */
    private static final int FEWEST_BITS = 256;

    /** For the service loader. */
    public VectorKernels() {}

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public int rank() {
        return 20;
    }

    @Override
    public String obstacle() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return ModuleFinder.ofSystem().find(MODULE).isPresent()
                    ? "the JVM runs without the Vector API; start it with --add-modules " + MODULE
                    : "this Java does not have the Vector API; one with the module " + MODULE + " is needed";
        }
        String info = System.getProperty("java.vm.info", "").toLowerCase(Locale.ROOT);
        if (info.contains("interpreted") || info.contains("emulated-client")) {
            return "the Vector API is slow without the JIT compiler C2 (java.vm.info is '" + info
                    + "'); leave -Xint and -XX:TieredStopAtLevel away";
        }
        int bits = Products32.bits();
        return bits >= FEWEST_BITS
                ? ""
                : "this processor's vectors have " + bits
                        + " bits, with which plain Java is as fast; nothing needs to be done";
    }

    @Override
    public MatrixProducts<float[]> float32() {
        return new Products32();
    }

    @Override
    public MatrixProducts<double[]> float64() {
        return new Products64();
    }
}
