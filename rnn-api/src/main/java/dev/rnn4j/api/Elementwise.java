package dev.rnn4j.api;

/**
 * The escape hatch of the value language: a function of one number, given with its derivative, for what the other
 * operations cannot express. It is called once an element, so it runs far slower than the language's own operations;
 * the contract tests check the derivative numerically.
 */
public interface Elementwise {
    /** The function at {@code x}. */
    double f(double x);

    /** Its derivative at {@code x}, where {@code y} is {@code f(x)}. */
    double df(double x, double y);
}
