package dev.rnn4j.core;

import dev.rnn4j.api.BadInputException;
import java.util.Arrays;

/**
 * Numbers with a shape, row-major (the last index runs fastest). It is how weights, gradients and results cross the
 * border of a network; inside, a network has arrays of its own.
 */
public final class Tensor {
    private final int[] shape;
    private final double[] data;

    private Tensor(int[] shape, double[] data) {
        this.shape = shape;
        this.data = data;
    }

    /** All zeros. */
    public static Tensor zeros(int... shape) {
        return new Tensor(shape.clone(), new double[size(shape)]);
    }

    /**
     * A copy of {@code data} with a shape.
     *
     * @throws BadInputException if their sizes differ
     */
    public static Tensor of(double[] data, int... shape) {
        if (data.length != size(shape)) {
            throw new BadInputException(
                    "shape " + Arrays.toString(shape) + " needs " + size(shape) + " numbers, there are " + data.length);
        }
        return new Tensor(shape.clone(), data.clone());
    }

    private static int size(int[] shape) {
        int n = 1;
        for (int d : shape) {
            if (d < 0) {
                throw new BadInputException("shape " + Arrays.toString(shape) + " has a negative size");
            }
            n = Math.multiplyExact(n, d);
        }
        return n;
    }

    /** The sizes, from the outermost. */
    public int[] shape() {
        return shape.clone();
    }

    /** One size. */
    public int size(int axis) {
        return shape[axis];
    }

    /** How many numbers. */
    public int size() {
        return data.length;
    }

    /** The number at an index, one entry an axis. */
    public double get(int... index) {
        return data[offset(index)];
    }

    /** Changes the number at an index. */
    public void set(double value, int... index) {
        data[offset(index)] = value;
    }

    /** The i-th number, row-major. */
    public double flat(int i) {
        return data[i];
    }

    /** Changes the i-th number, row-major. */
    public void setFlat(int i, double value) {
        data[i] = value;
    }

    private int offset(int[] index) {
        if (index.length != shape.length) {
            throw new IndexOutOfBoundsException("an index of " + index.length + " for shape " + Arrays.toString(shape));
        }
        int o = 0;
        for (int i = 0; i < shape.length; i++) {
            if (index[i] < 0 || index[i] >= shape[i]) {
                throw new IndexOutOfBoundsException(
                        "index " + Arrays.toString(index) + " for shape " + Arrays.toString(shape));
            }
            o = o * shape[i] + index[i];
        }
        return o;
    }

    /** A copy of the numbers, row-major. */
    public double[] toArray() {
        return data.clone();
    }

    /** A copy. */
    public Tensor copy() {
        return new Tensor(shape, data.clone());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor t && Arrays.equals(shape, t.shape) && Arrays.equals(data, t.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return Arrays.toString(shape) + (data.length <= 16 ? " " + Arrays.toString(data) : "");
    }
}
