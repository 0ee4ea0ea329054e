package dev.rnn4j.api;

/**
 * Where a parameter starts. It only says what is wanted; the core draws the numbers from the network's seed and the
 * parameter's name, so the same network always starts the same, whatever else is in it.
 */
public sealed interface Initializer {
    /** Every element the same. */
    record Constant(double value) implements Initializer {}

    /** Uniform on [−bound, bound]. */
    record Uniform(double bound) implements Initializer {}

    /** Normal with mean 0. */
    record Normal(double deviation) implements Initializer {}

    /** Uniform on ±√(6 / (inputs + units)) (Glorot and Bengio 2010, eq 16). */
    record GlorotUniform() implements Initializer {}

    /** Rows or columns orthonormal, times the gain (Saxe et al. 2014). */
    record Orthogonal(double gain) implements Initializer {}

    /** The identity matrix times the gain (Le et al. 2015); needs as many units as inputs. */
    record Identity(double gain) implements Initializer {}

    /** All zeros. */
    static Initializer zeros() {
        return new Constant(0);
    }

    /** All ones. */
    static Initializer ones() {
        return new Constant(1);
    }
}
