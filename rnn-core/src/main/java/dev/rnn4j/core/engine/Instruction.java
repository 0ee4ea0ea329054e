package dev.rnn4j.core.engine;

import dev.rnn4j.api.Elementwise;
import dev.rnn4j.core.graph.Op;
import dev.rnn4j.core.graph.ScalarValue;

/** One operation with the places of its result and arguments, {@code [step][tile]}. */
final class Instruction {
    final Op op;
    /** Width of the result, and of the first argument. */
    final int width;

    final int argWidth;
    final int from;
    final Elementwise function;
    final ScalarValue scalar;
    double k;
    final double k2;
    Object[][] y;
    Object[][] a;
    Object[][] b;
    Object[][] c;

    Instruction(
            Op op, int width, int argWidth, int from, double k, double k2, Elementwise function, ScalarValue scalar) {
        this.op = op;
        this.width = width;
        this.argWidth = argWidth;
        this.from = from;
        this.k = k;
        this.k2 = k2;
        this.function = function;
        this.scalar = scalar;
    }
}
