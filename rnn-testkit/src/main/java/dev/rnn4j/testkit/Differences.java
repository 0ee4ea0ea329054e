package dev.rnn4j.testkit;

import dev.rnn4j.core.Tensor;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.analysis.differentiation.FiniteDifferencesDifferentiator;

/**
 * Judges gradients by finite differences of fourth order. A sharp bend of the function needs a small step and a large value
 * a large one, so several steps are tried: a wrong gradient agrees with none of them.
 *
 * <p>Where the function itself has a kink (relu at 0), its slopes from the left and from the right differ. Such an
 * element is passed over; the gradient that is judged has no say in that.
 */
final class Differences {
    static final double TOLERANCE = 1e-6;

    private static final double FLOOR = 1e-9;
    private static final double[] STEPS = {1e-3, 1.25e-4, 1e-5};
    private static final int POINTS = 5;

    private int judged;
    private int kinks;

    /**
     * Judges a gradient, element by element.
     *
     * @param x where the function is differentiated; its elements are moved and put back
     * @param f the function of x, a number
     */
    void judge(String plugin, String parameter, Tensor x, Tensor gradient, ToDoubleFunction<Tensor> f) {
        double value = Math.abs(f.applyAsDouble(x));
        for (int i = 0; i < x.size(); i++) {
            judged++;
            double derived = gradient.flat(i);
            double measured = Double.NaN;
            boolean agrees = false;
            int element = i;
            double from = x.flat(i);
            UnivariateFunction line = at -> {
                x.setFlat(element, at);
                double y = f.applyAsDouble(x);
                x.setFlat(element, from);
                return y;
            };
            for (int s = 0; s < STEPS.length && !agrees; s++) {
                double slope = slope(new FiniteDifferencesDifferentiator(POINTS, STEPS[s]), line, from);
                measured = s == 0 ? slope : measured;
                double allowed = TOLERANCE * Math.max(Math.abs(derived), Math.abs(slope)) + FLOOR * Math.max(1, value);
                agrees = Math.abs(derived - slope) <= allowed;
            }
            if (!agrees && kink(line, from, value)) {
                kinks++;
            } else if (!agrees) {
                throw Judge.failure(
                        plugin,
                        "the gradient of " + parameter,
                        x.shape(),
                        i,
                        derived + " as derived, but " + measured + " by finite differences");
            }
        }
    }

    /** To be called at the end: with a kink nearly everywhere nothing would have been judged. */
    void finish(String plugin) {
        if (kinks * 4 > judged + 4) {
            throw new AssertionError(plugin + ": " + kinks + " of " + judged
                    + " numbers that were moved have a kink or a jump, so its gradient means nothing");
        }
    }

    private static double slope(FiniteDifferencesDifferentiator d, UnivariateFunction f, double at) {
        return d.differentiate(f).value(new DerivativeStructure(1, 1, 0, at)).getPartialDerivative(1);
    }

    private static boolean kink(UnivariateFunction f, double at, double value) {
        double h = STEPS[STEPS.length - 1];
        double far = 2 * POINTS * h;
        double left = slope(new FiniteDifferencesDifferentiator(POINTS, h, at - far, at), f, at);
        double right = slope(new FiniteDifferencesDifferentiator(POINTS, h, at, at + far), f, at);
        return Math.abs(left - right)
                > TOLERANCE * Math.max(Math.abs(left), Math.abs(right)) + 1e-8 * Math.max(1, value);
    }
}
