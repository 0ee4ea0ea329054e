package dev.rnn4j.api;

/**
 * A row of numbers of a known width. Every operation makes a new value and describes the same computation for each row
 * of a batch: it may mix the columns of its row (softmax, sums), never rows. Nothing is computed while the equations
 * are written; the core traces them once, derives the gradient and runs both.
 *
 * <p>In Kotlin, {@code plus}, {@code minus}, {@code times}, {@code div} and {@code unaryMinus} are the operators.
 *
 * <p>Binary operations need equal widths and say so at once; {@link #expand} repeats a value of width 1.
 */
public interface Value {
    /** The number of columns. */
    int width();

    // ---- arithmetic, element by element

    /** {@code this + other}; equal widths. */
    Value plus(Value other);

    /** {@code this − other}; equal widths. */
    Value minus(Value other);

    /** {@code this × other}, element by element; equal widths. */
    Value times(Value other);

    /** {@code this / other}, element by element; equal widths. */
    Value div(Value other);

    /** {@code this + number}. */
    Value plus(double number);

    /** {@code this − number}. */
    default Value minus(double number) {
        return plus(-number);
    }

    /** {@code this × number}. */
    Value times(double number);

    /** {@code this / number}. */
    default Value div(double number) {
        return times(1 / number);
    }

    /** {@code this + scalar}. */
    Value plus(Scalar scalar);

    /** {@code this × scalar}. */
    Value times(Scalar scalar);

    /** {@code −this}. */
    default Value unaryMinus() {
        return times(-1);
    }

    /** {@code 1 − this}, as in the GRU's {@code (1 − z) n + z h}. */
    Value oneMinus();

    /** The larger of the two, element by element; equal widths. Where they are equal the gradient goes to this. */
    Value max(Value other);

    /** The smaller of the two, element by element; equal widths. Where they are equal the gradient goes to this. */
    Value min(Value other);

    /** Kept within [low, high]; the derivative is 1 strictly inside and 0 elsewhere. */
    Value clamp(double low, double high);

    /**
     * {@code then} where this is positive, {@code otherwise} elsewhere; equal widths. The gradient goes to the one
     * chosen, none to this.
     */
    Value ifPositive(Value then, Value otherwise);

    // ---- functions, element by element

    /** {@code 1 / (1 + e^−x)}, without overflow for any x. */
    Value sigmoid();

    /** The hyperbolic tangent. */
    Value tanh();

    /** {@code max(x, 0)}; the derivative at 0 is 0. */
    Value relu();

    /** {@code e^x}. */
    Value exp();

    /** {@code e^x − 1}, exact for small x. */
    Value expm1();

    /** The natural logarithm. */
    Value log();

    /** {@code log(1 + x)}, exact for small x. */
    Value log1p();

    /** {@code log(1 + e^x)}, without overflow for any x; its derivative is {@link #sigmoid}. */
    Value softplus();

    /** {@code x²}. */
    Value square();

    /** The square root. */
    Value sqrt();

    /** {@code |x|}; the derivative at 0 is 0. */
    Value abs();

    /** −1, 0 or 1; the derivative is 0. */
    Value sign();

    /** The error function, {@code 2/√π ∫₀ˣ e^−t² dt}. */
    Value erf();

    /** A function with its derivative; see {@link Elementwise} for what it costs. */
    Value apply(Elementwise function);

    /** A chosen activation: {@code activation.apply(this)}. */
    default Value apply(Activation activation) {
        return activation.apply(this);
    }

    // ---- over the row

    /** The sum of the row; width 1. */
    Value sum();

    /** The mean of the row; width 1. */
    default Value mean() {
        return sum().div(width());
    }

    /** The largest of the row; width 1. The gradient goes to the first of the largest. */
    Value max();

    /** A value of width 1 repeated {@code width} times. */
    Value expand(int width);

    /** Each column {@code times} times in a row: {@code a b} becomes {@code a a b b}. */
    Value spread(int times);

    /** The sum of each block of {@code columns} columns, the reverse of {@link #spread}; width / columns. */
    Value sumBlocks(int columns);

    /** The whole row {@code times} times: {@code a b} becomes {@code a b a b}. */
    Value repeat(int times);

    /** The sum over all blocks of {@code columns} columns, the reverse of {@link #repeat}; width {@code columns}. */
    Value fold(int columns);

    /** {@code e^xᵢ / Σⱼ e^xⱼ}, without overflow. */
    Value softmax();

    /** {@code xᵢ − log Σⱼ e^xⱼ}, without overflow or underflow. */
    Value logSoftmax();

    /** {@code (x − mean) / √(variance + epsilon)} of the row, as in layer normalisation (Ba et al. 2016, eq 4). */
    Value normalize(double epsilon);

    /** Columns {@code from} to {@code from + width − 1}. */
    Value slice(int from, int width);

    /** This and then the others, side by side. */
    Value concat(Value... others);

    // ---- constants and gradients

    /** The given numbers as a row, the same for every row of a batch; width {@code row.length}. */
    Value constant(double... row);

    /** The same numbers, with no gradient through them. */
    Value detach();

    // ---- asked while the equations are written

    /** Whether this is {@code other} or was computed from it; wrappers of cells ask it. */
    boolean follows(Value other);
}
