package dev.rnn4j.kernels.blas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * Buffers that native code reads and writes where they are; an array of Java's heap it would copy as a whole. All begin at
 * the same alignment, so that two calls differ in nothing but their numbers.
 */
final class OffHeap {
    private static final int ALIGNMENT = 64;

    private OffHeap() {}

    /** {@code old} if it holds so many numbers, or else a new one. */
    static FloatBuffer atLeast(int n, FloatBuffer old) {
        return old != null && old.capacity() >= n ? old : bytes(n, Float.BYTES).asFloatBuffer();
    }

    /** {@code old} if it holds so many numbers, or else a new one. */
    static DoubleBuffer atLeast(int n, DoubleBuffer old) {
        return old != null && old.capacity() >= n ? old : bytes(n, Double.BYTES).asDoubleBuffer();
    }

    private static ByteBuffer bytes(int n, int size) {
        // a slice loses up to the alignment at either end
        int length = Math.addExact(Math.multiplyExact(n, size), 2 * ALIGNMENT);
        return ByteBuffer.allocateDirect(length).alignedSlice(ALIGNMENT).order(ByteOrder.nativeOrder());
    }

    /** The next place with the alignment of the beginning. */
    static int aligned(int n) {
        return (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
