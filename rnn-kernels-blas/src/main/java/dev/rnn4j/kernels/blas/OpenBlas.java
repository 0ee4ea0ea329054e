package dev.rnn4j.kernels.blas;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/** The native library: loaded once, and told to leave threads to its callers. */
final class OpenBlas {
    private static final String ARTIFACT = "org.bytedeco:openblas";

    private OpenBlas() {}

    private static final class Holder {
        static final String OBSTACLE = load();
    }

    /** Why it cannot be used, and what to do; empty if it can be. */
    static String obstacle() {
        return Holder.OBSTACLE;
    }

    private static String load() {
        try {
            Loader.load(openblas_nolapack.class);
            openblas_nolapack.blas_set_num_threads(1);
            return "";
        } catch (LinkageError | RuntimeException e) {
            return whatIsMissing();
        }
    }

    private static String whatIsMissing() {
        try {
            return "the native code of OpenBLAS for " + Loader.getPlatform() + " could not be loaded; add "
                    + ARTIFACT + ":" + version() + " and org.bytedeco:javacpp, both with the classifier "
                    + Loader.getPlatform() + ", or leave rnn-kernels-blas away";
        } catch (LinkageError | RuntimeException e) {
            return "the Java side of OpenBLAS could not be loaded (" + e + "); add " + ARTIFACT
                    + ", or leave rnn-kernels-blas away";
        }
    }

    /** The version of the binding, which begins with that of OpenBLAS. */
    static String version() {
        String version = openblas_nolapack.class.getPackage().getImplementationVersion();
        return version == null ? "of the version of its Java side" : version;
    }
}
