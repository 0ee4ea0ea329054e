package dev.rnn4j.testkit.golden;

import dev.rnn4j.core.Tensor;
import java.util.Arrays;
import java.util.Locale;

/**
 * One computed tensor beside the expected one.
 *
 * @param part what it belongs to: {@code outputs}, {@code loss}, {@code gradients}, {@code training 100}, or a function
 * @param what the tensor, such as {@code grads weight_ih_l0}
 * @param error how far they are apart; infinite if their shapes differ, NaN if a computed number is
 * @param tolerance how far they may be apart
 * @param where the worst number, or how the shapes differ
 */
public record Comparison(String part, String what, double error, double tolerance, String where) {
    /** Below this the error of a tensor is absolute, not relative. */
    private static final double FLOOR = 1e-6;

    /** Whether it is within the tolerance; NaN is not. */
    public boolean passes() {
        return error <= tolerance;
    }

    /** The largest difference, relative to the largest expected number (at least 1e-6). */
    static Comparison relative(String part, String what, Tensor actual, Tensor expected, double tolerance) {
        double scale = FLOOR;
        for (int i = 0; i < expected.size(); i++) {
            scale = Math.max(scale, Math.abs(expected.flat(i)));
        }
        double by = scale;
        return worst(part, what, actual, expected, tolerance, (a, e) -> Math.abs(a - e) / by);
    }

    static Comparison relative(String part, String what, double actual, double expected, double tolerance) {
        return relative(
                part, what, Tensor.of(new double[] {actual}, 1), Tensor.of(new double[] {expected}, 1), tolerance);
    }

    /** The largest difference in units of the last place of the expected number; what is not normal counts as 0. */
    static Comparison ulps(String part, String what, Tensor actual, Tensor expected, double tolerance) {
        return worst(
                part,
                what,
                actual,
                expected,
                tolerance,
                (a, e) -> Math.abs(a - e) / (Math.abs(e) < Double.MIN_NORMAL ? Double.MIN_NORMAL : Math.ulp(e)));
    }

    private interface Distance {
        double of(double actual, double expected);
    }

    private static Comparison worst(
            String part, String what, Tensor actual, Tensor expected, double tolerance, Distance distance) {
        if (!Arrays.equals(actual.shape(), expected.shape())) {
            return new Comparison(
                    part,
                    what,
                    Double.POSITIVE_INFINITY,
                    tolerance,
                    "has the shape " + Arrays.toString(actual.shape()) + " instead of "
                            + Arrays.toString(expected.shape()));
        }
        double error = 0;
        int at = 0;
        for (int i = 0; i < expected.size(); i++) {
            double d = distance.of(actual.flat(i), expected.flat(i));
            if (!(d <= error)) {
                error = d;
                at = i;
                if (Double.isNaN(d)) {
                    break;
                }
            }
        }
        String where = expected.size() == 0
                ? "is empty"
                : "at " + index(at, expected.shape()) + " is " + actual.flat(at) + " instead of " + expected.flat(at);
        return new Comparison(part, what, error, tolerance, where);
    }

    private static String index(int flat, int[] shape) {
        int[] index = new int[shape.length];
        int rest = flat;
        for (int i = shape.length - 1; i >= 0; i--) {
            index[i] = rest % shape[i];
            rest /= shape[i];
        }
        return Arrays.toString(index);
    }

    /** An error in two digits; 0 and what is of the order of 1 without an exponent. */
    static String digits(double error) {
        return error == 0 ? "0" : String.format(Locale.ROOT, error >= 0.1 && error < 1000 ? "%.1f" : "%.1e", error);
    }

    @Override
    public String toString() {
        return what + " " + where + " (error " + digits(error) + ", tolerance " + digits(tolerance) + ")";
    }
}
