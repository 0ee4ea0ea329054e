package dev.rnn4j.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The inner loops of {@link Products64} in float64, as {@link Loops32} has them in float32. */
final class Loops64 {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /** Columns of a panel. */
    static final int PANEL = 2 * L;

    /**
     * Most rows at once: with 512 bits there are 32 registers, with fewer there may be 16. Those hold six rows, which the
     * compiler of Java 25 makes use of; that of 17 does better with four.
     */
    static final int ROWS = S.vectorBitSize() >= 512 ? 8 : Runtime.version().feature() >= 25 ? 6 : 4;

    private Loops64() {}

    /** Five to eight rows. */
    static void rows8(double[] a, int a0, int as, double[] p, int k0, int k1, double[] c, int c0, int cs, int last) {
        int a1 = a0 + as;
        int c1 = c0 + cs;
        int a2 = a0 + 2 * as;
        int c2 = c0 + 2 * cs;
        int a3 = a0 + 3 * as;
        int c3 = c0 + 3 * cs;
        int a4 = a0 + 4 * as;
        int c4 = c0 + 4 * cs;
        int a5 = a0 + Math.min(5, last) * as;
        int c5 = c0 + Math.min(5, last) * cs;
        int a6 = a0 + Math.min(6, last) * as;
        int c6 = c0 + Math.min(6, last) * cs;
        int a7 = a0 + Math.min(7, last) * as;
        int c7 = c0 + Math.min(7, last) * cs;
        DoubleVector s0 = DoubleVector.fromArray(S, c, c0);
        DoubleVector t0 = DoubleVector.fromArray(S, c, c0 + L);
        DoubleVector s1 = DoubleVector.fromArray(S, c, c1);
        DoubleVector t1 = DoubleVector.fromArray(S, c, c1 + L);
        DoubleVector s2 = DoubleVector.fromArray(S, c, c2);
        DoubleVector t2 = DoubleVector.fromArray(S, c, c2 + L);
        DoubleVector s3 = DoubleVector.fromArray(S, c, c3);
        DoubleVector t3 = DoubleVector.fromArray(S, c, c3 + L);
        DoubleVector s4 = DoubleVector.fromArray(S, c, c4);
        DoubleVector t4 = DoubleVector.fromArray(S, c, c4 + L);
        DoubleVector s5 = DoubleVector.fromArray(S, c, c5);
        DoubleVector t5 = DoubleVector.fromArray(S, c, c5 + L);
        DoubleVector s6 = DoubleVector.fromArray(S, c, c6);
        DoubleVector t6 = DoubleVector.fromArray(S, c, c6 + L);
        DoubleVector s7 = DoubleVector.fromArray(S, c, c7);
        DoubleVector t7 = DoubleVector.fromArray(S, c, c7 + L);
        for (int k = k0; k < k1; k++) {
            DoubleVector u = DoubleVector.fromArray(S, p, k * PANEL);
            DoubleVector v = DoubleVector.fromArray(S, p, k * PANEL + L);
            DoubleVector x0 = DoubleVector.broadcast(S, a[a0 + k]);
            s0 = x0.fma(u, s0);
            t0 = x0.fma(v, t0);
            DoubleVector x1 = DoubleVector.broadcast(S, a[a1 + k]);
            s1 = x1.fma(u, s1);
            t1 = x1.fma(v, t1);
            DoubleVector x2 = DoubleVector.broadcast(S, a[a2 + k]);
            s2 = x2.fma(u, s2);
            t2 = x2.fma(v, t2);
            DoubleVector x3 = DoubleVector.broadcast(S, a[a3 + k]);
            s3 = x3.fma(u, s3);
            t3 = x3.fma(v, t3);
            DoubleVector x4 = DoubleVector.broadcast(S, a[a4 + k]);
            s4 = x4.fma(u, s4);
            t4 = x4.fma(v, t4);
            DoubleVector x5 = DoubleVector.broadcast(S, a[a5 + k]);
            s5 = x5.fma(u, s5);
            t5 = x5.fma(v, t5);
            DoubleVector x6 = DoubleVector.broadcast(S, a[a6 + k]);
            s6 = x6.fma(u, s6);
            t6 = x6.fma(v, t6);
            DoubleVector x7 = DoubleVector.broadcast(S, a[a7 + k]);
            s7 = x7.fma(u, s7);
            t7 = x7.fma(v, t7);
        }
        s0.intoArray(c, c0);
        t0.intoArray(c, c0 + L);
        s1.intoArray(c, c1);
        t1.intoArray(c, c1 + L);
        s2.intoArray(c, c2);
        t2.intoArray(c, c2 + L);
        s3.intoArray(c, c3);
        t3.intoArray(c, c3 + L);
        s4.intoArray(c, c4);
        t4.intoArray(c, c4 + L);
        s5.intoArray(c, c5);
        t5.intoArray(c, c5 + L);
        s6.intoArray(c, c6);
        t6.intoArray(c, c6 + L);
        s7.intoArray(c, c7);
        t7.intoArray(c, c7 + L);
    }

    /** Six rows. */
    static void rows6(double[] a, int a0, int as, double[] p, int p0, int depth, double[] c, int c0, int cs) {
        int a1 = a0 + as;
        int c1 = c0 + cs;
        int a2 = a1 + as;
        int c2 = c1 + cs;
        int a3 = a2 + as;
        int c3 = c2 + cs;
        int a4 = a3 + as;
        int c4 = c3 + cs;
        int a5 = a4 + as;
        int c5 = c4 + cs;
        DoubleVector s0 = DoubleVector.fromArray(S, c, c0);
        DoubleVector t0 = DoubleVector.fromArray(S, c, c0 + L);
        DoubleVector s1 = DoubleVector.fromArray(S, c, c1);
        DoubleVector t1 = DoubleVector.fromArray(S, c, c1 + L);
        DoubleVector s2 = DoubleVector.fromArray(S, c, c2);
        DoubleVector t2 = DoubleVector.fromArray(S, c, c2 + L);
        DoubleVector s3 = DoubleVector.fromArray(S, c, c3);
        DoubleVector t3 = DoubleVector.fromArray(S, c, c3 + L);
        DoubleVector s4 = DoubleVector.fromArray(S, c, c4);
        DoubleVector t4 = DoubleVector.fromArray(S, c, c4 + L);
        DoubleVector s5 = DoubleVector.fromArray(S, c, c5);
        DoubleVector t5 = DoubleVector.fromArray(S, c, c5 + L);
        for (int k = 0; k < depth; k++) {
            DoubleVector u = DoubleVector.fromArray(S, p, p0 + k * PANEL);
            DoubleVector v = DoubleVector.fromArray(S, p, p0 + k * PANEL + L);
            DoubleVector x0 = DoubleVector.broadcast(S, a[a0 + k]);
            s0 = x0.fma(u, s0);
            t0 = x0.fma(v, t0);
            DoubleVector x1 = DoubleVector.broadcast(S, a[a1 + k]);
            s1 = x1.fma(u, s1);
            t1 = x1.fma(v, t1);
            DoubleVector x2 = DoubleVector.broadcast(S, a[a2 + k]);
            s2 = x2.fma(u, s2);
            t2 = x2.fma(v, t2);
            DoubleVector x3 = DoubleVector.broadcast(S, a[a3 + k]);
            s3 = x3.fma(u, s3);
            t3 = x3.fma(v, t3);
            DoubleVector x4 = DoubleVector.broadcast(S, a[a4 + k]);
            s4 = x4.fma(u, s4);
            t4 = x4.fma(v, t4);
            DoubleVector x5 = DoubleVector.broadcast(S, a[a5 + k]);
            s5 = x5.fma(u, s5);
            t5 = x5.fma(v, t5);
        }
        s0.intoArray(c, c0);
        t0.intoArray(c, c0 + L);
        s1.intoArray(c, c1);
        t1.intoArray(c, c1 + L);
        s2.intoArray(c, c2);
        t2.intoArray(c, c2 + L);
        s3.intoArray(c, c3);
        t3.intoArray(c, c3 + L);
        s4.intoArray(c, c4);
        t4.intoArray(c, c4 + L);
        s5.intoArray(c, c5);
        t5.intoArray(c, c5 + L);
    }

    /** One to four rows. */
    static void rows4(double[] a, int a0, int as, double[] p, int k0, int k1, double[] c, int c0, int cs, int last) {
        int a1 = a0 + Math.min(1, last) * as;
        int c1 = c0 + Math.min(1, last) * cs;
        int a2 = a0 + Math.min(2, last) * as;
        int c2 = c0 + Math.min(2, last) * cs;
        int a3 = a0 + Math.min(3, last) * as;
        int c3 = c0 + Math.min(3, last) * cs;
        DoubleVector s0 = DoubleVector.fromArray(S, c, c0);
        DoubleVector t0 = DoubleVector.fromArray(S, c, c0 + L);
        DoubleVector s1 = DoubleVector.fromArray(S, c, c1);
        DoubleVector t1 = DoubleVector.fromArray(S, c, c1 + L);
        DoubleVector s2 = DoubleVector.fromArray(S, c, c2);
        DoubleVector t2 = DoubleVector.fromArray(S, c, c2 + L);
        DoubleVector s3 = DoubleVector.fromArray(S, c, c3);
        DoubleVector t3 = DoubleVector.fromArray(S, c, c3 + L);
        for (int k = k0; k < k1; k++) {
            DoubleVector u = DoubleVector.fromArray(S, p, k * PANEL);
            DoubleVector v = DoubleVector.fromArray(S, p, k * PANEL + L);
            DoubleVector x0 = DoubleVector.broadcast(S, a[a0 + k]);
            s0 = x0.fma(u, s0);
            t0 = x0.fma(v, t0);
            DoubleVector x1 = DoubleVector.broadcast(S, a[a1 + k]);
            s1 = x1.fma(u, s1);
            t1 = x1.fma(v, t1);
            DoubleVector x2 = DoubleVector.broadcast(S, a[a2 + k]);
            s2 = x2.fma(u, s2);
            t2 = x2.fma(v, t2);
            DoubleVector x3 = DoubleVector.broadcast(S, a[a3 + k]);
            s3 = x3.fma(u, s3);
            t3 = x3.fma(v, t3);
        }
        s0.intoArray(c, c0);
        t0.intoArray(c, c0 + L);
        s1.intoArray(c, c1);
        t1.intoArray(c, c1 + L);
        s2.intoArray(c, c2);
        t2.intoArray(c, c2 + L);
        s3.intoArray(c, c3);
        t3.intoArray(c, c3 + L);
    }

    /** One row, four panels. */
    static void row4(double[] a, int k, double[] p0, double[] p1, double[] p2, double[] p3, double[] c, int o) {
        DoubleVector s0 = DoubleVector.fromArray(S, c, o);
        DoubleVector t0 = DoubleVector.fromArray(S, c, o + L);
        DoubleVector s1 = DoubleVector.fromArray(S, c, o + 2 * L);
        DoubleVector t1 = DoubleVector.fromArray(S, c, o + 3 * L);
        DoubleVector s2 = DoubleVector.fromArray(S, c, o + 4 * L);
        DoubleVector t2 = DoubleVector.fromArray(S, c, o + 5 * L);
        DoubleVector s3 = DoubleVector.fromArray(S, c, o + 6 * L);
        DoubleVector t3 = DoubleVector.fromArray(S, c, o + 7 * L);
        for (int i = 0; i < k; i++) {
            DoubleVector x = DoubleVector.broadcast(S, a[i]);
            int at = i * PANEL;
            s0 = x.fma(DoubleVector.fromArray(S, p0, at), s0);
            t0 = x.fma(DoubleVector.fromArray(S, p0, at + L), t0);
            s1 = x.fma(DoubleVector.fromArray(S, p1, at), s1);
            t1 = x.fma(DoubleVector.fromArray(S, p1, at + L), t1);
            s2 = x.fma(DoubleVector.fromArray(S, p2, at), s2);
            t2 = x.fma(DoubleVector.fromArray(S, p2, at + L), t2);
            s3 = x.fma(DoubleVector.fromArray(S, p3, at), s3);
            t3 = x.fma(DoubleVector.fromArray(S, p3, at + L), t3);
        }
        s0.intoArray(c, o);
        t0.intoArray(c, o + L);
        s1.intoArray(c, o + 2 * L);
        t1.intoArray(c, o + 3 * L);
        s2.intoArray(c, o + 4 * L);
        t2.intoArray(c, o + 5 * L);
        s3.intoArray(c, o + 6 * L);
        t3.intoArray(c, o + 7 * L);
    }

    /** One row, one panel. */
    static void row1(double[] a, int k, double[] p0, double[] c, int o) {
        DoubleVector s0 = DoubleVector.fromArray(S, c, o);
        DoubleVector t0 = DoubleVector.fromArray(S, c, o + L);
        for (int i = 0; i < k; i++) {
            DoubleVector x = DoubleVector.broadcast(S, a[i]);
            int at = i * PANEL;
            s0 = x.fma(DoubleVector.fromArray(S, p0, at), s0);
            t0 = x.fma(DoubleVector.fromArray(S, p0, at + L), t0);
        }
        s0.intoArray(c, o);
        t0.intoArray(c, o + L);
    }

    /** A row of a panel. */
    static void copy(double[] from, int f, double[] to, int t) {
        DoubleVector.fromArray(S, from, f).intoArray(to, t);
        DoubleVector.fromArray(S, from, f + L).intoArray(to, t + L);
    }
}
