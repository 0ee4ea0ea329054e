package dev.rnn4j.testkit;

import dev.rnn4j.core.Tensor;
import java.util.Arrays;
import java.util.Map;

/** Compares results and says where they differ. */
final class Judge {
    private Judge() {}

    /** The index of the i-th element of a shape, such as {@code [1, 0, 3]}. */
    static String index(int[] shape, int i) {
        int[] index = new int[shape.length];
        int rest = i;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return Arrays.toString(index);
    }

    static AssertionError failure(String plugin, String what, int[] shape, int i, String values) {
        return new AssertionError(plugin + ": " + what + " at " + index(shape, i) + " is " + values);
    }

    /** Bit for bit. */
    static void same(String plugin, String when, Map<String, Tensor> a, String otherwise, Map<String, Tensor> b) {
        near(plugin, when, a, otherwise, b, 0);
    }

    /** Each element, relative to itself or, for small ones, to a tenth of the largest. */
    static void near(
            String plugin,
            String when,
            Map<String, Tensor> a,
            String otherwise,
            Map<String, Tensor> b,
            double tolerance) {
        if (!a.keySet().equals(b.keySet())) {
            throw new AssertionError(
                    plugin + ": there are " + a.keySet() + " " + when + ", but " + b.keySet() + " " + otherwise);
        }
        a.forEach((name, x) -> near(plugin, name, when, x, otherwise, b.get(name), tolerance));
    }

    static void near(String plugin, String what, String when, Tensor a, String otherwise, Tensor b, double tolerance) {
        if (!Arrays.equals(a.shape(), b.shape())) {
            throw new AssertionError(plugin + ": the shape of " + what + " is " + Arrays.toString(a.shape()) + " "
                    + when + ", but " + Arrays.toString(b.shape()) + " " + otherwise);
        }
        double largest = 0;
        for (int i = 0; i < a.size(); i++) {
            largest = Math.max(largest, Math.abs(a.flat(i)));
        }
        for (int i = 0; i < a.size(); i++) {
            double x = a.flat(i);
            double y = b.flat(i);
            double allowed = tolerance * Math.max(Math.max(Math.abs(x), Math.abs(y)), largest / 10);
            boolean same = x == y || Double.isNaN(x) && Double.isNaN(y);
            if (!same && !(Math.abs(x - y) <= allowed)) {
                throw failure(plugin, what, a.shape(), i, x + " " + when + ", but " + y + " " + otherwise);
            }
        }
    }

    static void finite(String plugin, String when, Map<String, Tensor> results) {
        results.forEach((name, x) -> {
            for (int i = 0; i < x.size(); i++) {
                if (!Double.isFinite(x.flat(i))) {
                    throw failure(plugin, name, x.shape(), i, x.flat(i) + " " + when + ", where it must be finite");
                }
            }
        });
    }
}
