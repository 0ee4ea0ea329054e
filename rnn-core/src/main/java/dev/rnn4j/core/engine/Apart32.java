package dev.rnn4j.core.engine;

/**
 * The inner loops of {@link Product32} for Java before 25, where three by three is what is vectorised best, and only where
 * the loop is compiled apart from its caller. So each method has several loops: with more than 325 bytes of code the
 * compiler does not take it into its caller. A shape is {@code 10 * rows + depth}. {@link Apart64} is the same in float64.
 */
final class Apart32 {
    private Apart32() {}

    /** Three rows. */
    static void three(
            int shape,
            float a00,
            float a01,
            float a02,
            float a10,
            float a11,
            float a12,
            float a20,
            float a21,
            float a22,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] c0,
            float[] c1,
            float[] c2,
            int n) {
        switch (shape) {
            case 33 -> {
                for (int j = 0; j < n; j++) {
                    float x0 = b0[j];
                    float x1 = b1[j];
                    float x2 = b2[j];
                    c0[j] = Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j])));
                    c1[j] = Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j])));
                    c2[j] = Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j])));
                }
            }
            case 32 -> {
                for (int j = 0; j < n; j++) {
                    float x0 = b0[j];
                    float x1 = b1[j];
                    c0[j] = Math.fma(a01, x1, Math.fma(a00, x0, c0[j]));
                    c1[j] = Math.fma(a11, x1, Math.fma(a10, x0, c1[j]));
                    c2[j] = Math.fma(a21, x1, Math.fma(a20, x0, c2[j]));
                }
            }
            case 31 -> {
                for (int j = 0; j < n; j++) {
                    float x0 = b0[j];
                    c0[j] = Math.fma(a00, x0, c0[j]);
                    c1[j] = Math.fma(a10, x0, c1[j]);
                    c2[j] = Math.fma(a20, x0, c2[j]);
                }
            }
            default -> throw new IllegalArgumentException("no loop of shape " + shape);
        }
    }

    /** Two rows or one. */
    static void fewer(
            int shape,
            float a00,
            float a01,
            float a02,
            float a10,
            float a11,
            float a12,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] c0,
            float[] c1,
            int n) {
        switch (shape) {
            case 23 -> {
                for (int j = 0; j < n; j++) {
                    float x0 = b0[j];
                    float x1 = b1[j];
                    float x2 = b2[j];
                    c0[j] = Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j])));
                    c1[j] = Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j])));
                }
            }
            case 22 -> {
                for (int j = 0; j < n; j++) {
                    float x0 = b0[j];
                    float x1 = b1[j];
                    c0[j] = Math.fma(a01, x1, Math.fma(a00, x0, c0[j]));
                    c1[j] = Math.fma(a11, x1, Math.fma(a10, x0, c1[j]));
                }
            }
            case 21 -> {
                for (int j = 0; j < n; j++) {
                    float x0 = b0[j];
                    c0[j] = Math.fma(a00, x0, c0[j]);
                    c1[j] = Math.fma(a10, x0, c1[j]);
                }
            }
            case 13 -> {
                for (int j = 0; j < n; j++) {
                    float x0 = b0[j];
                    float x1 = b1[j];
                    float x2 = b2[j];
                    c0[j] = Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j])));
                }
            }
            case 12 -> {
                for (int j = 0; j < n; j++) {
                    float x0 = b0[j];
                    float x1 = b1[j];
                    c0[j] = Math.fma(a01, x1, Math.fma(a00, x0, c0[j]));
                }
            }
            case 11 -> {
                for (int j = 0; j < n; j++) {
                    float x0 = b0[j];
                    c0[j] = Math.fma(a00, x0, c0[j]);
                }
            }
            default -> throw new IllegalArgumentException("no loop of shape " + shape);
        }
    }
}
