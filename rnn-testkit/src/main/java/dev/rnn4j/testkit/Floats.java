package dev.rnn4j.testkit;

import dev.rnn4j.core.kernel.MatrixKernels;
import dev.rnn4j.core.kernel.MatrixProducts;
import java.lang.reflect.Array;

/**
 * Arrays of one precision.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class Floats<A> {
    /** What cannot be a result: nobody may write where it stands, or read it. */
    static final double GUARD = Double.NaN;

    static final Floats<float[]> FLOAT32 = new Floats<>() {
        @Override
        MatrixProducts<float[]> products(MatrixKernels kernels) {
            return kernels.float32();
        }

        @Override
        float[][] arrays(int n) {
            return new float[n][];
        }

        @Override
        float[][][] arraysOfArrays(int n) {
            return new float[n][][];
        }

        @Override
        float[] allocate(int n) {
            return new float[n];
        }

        @Override
        double unit() {
            return 0x1p-24;
        }
    };

    static final Floats<double[]> FLOAT64 = new Floats<>() {
        @Override
        MatrixProducts<double[]> products(MatrixKernels kernels) {
            return kernels.float64();
        }

        @Override
        double[][] arrays(int n) {
            return new double[n][];
        }

        @Override
        double[][][] arraysOfArrays(int n) {
            return new double[n][][];
        }

        @Override
        double[] allocate(int n) {
            return new double[n];
        }

        @Override
        double unit() {
            return 0x1p-53;
        }
    };

    abstract MatrixProducts<A> products(MatrixKernels kernels);

    abstract A[] arrays(int n);

    abstract A[][] arraysOfArrays(int n);

    abstract A allocate(int n);

    /** The largest relative error of one rounding. */
    abstract double unit();

    double get(A array, int i) {
        return Array.getDouble(array, i);
    }

    void set(A array, int i, double x) {
        if (array instanceof float[] f) {
            f[i] = (float) x;
        } else {
            ((double[]) array)[i] = x;
        }
    }

    int length(A array) {
        return Array.getLength(array);
    }

    /** Numbers between -1 and 1. */
    A draw(Draw draw, int n) {
        A array = allocate(n);
        for (int i = 0; i < n; i++) {
            set(array, i, 2 * draw.uniform() - 1);
        }
        return array;
    }

    A guards(int n) {
        A array = allocate(n);
        for (int i = 0; i < n; i++) {
            set(array, i, GUARD);
        }
        return array;
    }

    A copy(A array) {
        return part(array, 0, length(array));
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // both are A
    A part(A array, int from, int n) {
        A copy = allocate(n);
        System.arraycopy(array, from, copy, 0, n);
        return copy;
    }

    A[] copies(A[] arrays) {
        A[] copies = arrays(arrays.length);
        for (int i = 0; i < arrays.length; i++) {
            copies[i] = copy(arrays[i]);
        }
        return copies;
    }
}
