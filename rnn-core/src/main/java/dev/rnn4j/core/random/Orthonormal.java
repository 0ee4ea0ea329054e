package dev.rnn4j.core.random;

/**
 * The factor Q of a matrix A = QR whose columns are orthonormal and R's diagonal positive, by Gram and Schmidt. Columns are
 * made orthonormal in panels, each first against the panels before it, and all of it twice, after which Q is orthogonal to
 * rounding whatever A was like (Barlow and Smoktunowicz 2013). A panel fits the outer cache, and what it has to do with
 * another one is a product of matrices.
 */
final class Orthonormal {
    /** Columns of a panel. */
    private static final int PANEL = 128;

    /** Rows of a panel that stay in the inner cache. */
    private static final int DEPTH = 16;

    /** Rows that are added to another one at once. */
    private static final int AT_ONCE = 4;

    private Orthonormal() {}

    /**
     * Q in the place of A.
     *
     * @param columns of A, of full rank: {@code [columns, rows]}, with no more columns than rows
     */
    static void columns(double[][] columns) {
        int n = columns.length;
        double[][][] panels = new double[(n + PANEL - 1) / PANEL][][];
        for (int p = 0; p < panels.length; p++) {
            int first = p * PANEL;
            int width = Math.min(PANEL, n - first);
            for (int twice = 0; twice < 2; twice++) {
                if (p > 0) {
                    panels[p] = turn(columns, first, width);
                    for (int q = 0; q < p; q++) {
                        takeAway(panels[q], panels[p]);
                    }
                    turnBack(panels[p], columns, first);
                }
                amongThemselves(columns, first, width);
            }
            if (p + 1 < panels.length) {
                panels[p] = turn(columns, first, width);
            }
        }
    }

    private static void amongThemselves(double[][] columns, int first, int width) {
        for (int j = first; j < first + width; j++) {
            double[] x = columns[j];
            for (int i = first; i < j; i++) {
                add(x, -dot(columns[i], x), columns[i]);
            }
            double length = Math.sqrt(dot(x, x));
            for (int i = 0; i < x.length; i++) {
                x[i] /= length;
            }
        }
    }

    /** P −= Q Qᵀ P. */
    private static void takeAway(double[][] q, double[][] p) {
        double[][] r = new double[q[0].length][p[0].length];
        double[][] turned = turn(q, 0, q.length);
        addProduct(r, turned, p, 1);
        addProduct(p, q, r, -1);
    }

    /** C += factor · A B. */
    private static void addProduct(double[][] c, double[][] a, double[][] b, double factor) {
        for (int k0 = 0; k0 < b.length; k0 += DEPTH) {
            int k1 = Math.min(b.length, k0 + DEPTH);
            for (int i = 0; i < c.length; i++) {
                double[] x = a[i];
                int k = k0;
                for (; k + AT_ONCE <= k1; k += AT_ONCE) {
                    add(
                            c[i],
                            factor * x[k],
                            b[k],
                            factor * x[k + 1],
                            b[k + 1],
                            factor * x[k + 2],
                            b[k + 2],
                            factor * x[k + 3],
                            b[k + 3]);
                }
                for (; k < k1; k++) {
                    add(c[i], factor * x[k], b[k]);
                }
            }
        }
    }

    private static void add(
            double[] to,
            double a0,
            double[] x0,
            double a1,
            double[] x1,
            double a2,
            double[] x2,
            double a3,
            double[] x3) {
        for (int j = 0; j < to.length; j++) {
            to[j] += a0 * x0[j] + a1 * x1[j] + (a2 * x2[j] + a3 * x3[j]);
        }
    }

    private static void add(double[] to, double a, double[] x) {
        for (int j = 0; j < to.length; j++) {
            to[j] += a * x[j];
        }
    }

    /** Four sums side by side, which do not wait for each other. */
    private static double dot(double[] x, double[] y) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < x.length; i += 4) {
            s0 += x[i] * y[i];
            s1 += x[i + 1] * y[i + 1];
            s2 += x[i + 2] * y[i + 2];
            s3 += x[i + 3] * y[i + 3];
        }
        for (; i < x.length; i++) {
            s0 += x[i] * y[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** {@code [i][j] = from[first + j][i]} for j below width. */
    private static double[][] turn(double[][] from, int first, int width) {
        double[][] to = new double[from[first].length][width];
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < to.length; i++) {
                to[i][j] = from[first + j][i];
            }
        }
        return to;
    }

    private static void turnBack(double[][] from, double[][] to, int first) {
        for (int i = 0; i < from.length; i++) {
            for (int j = 0; j < from[i].length; j++) {
                to[first + j][i] = from[i][j];
            }
        }
    }
}
