package dev.rnn4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.SequenceLoss;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Losses of whole sequences with a fault fail the rule that the fault breaks. */
class BrokenSequenceLossesTest {
    private static final Sizes SMALL = new Sizes(6, 1, 3, 1, 5);
    private static final SequenceLossChecks.Targets TARGETS = (steps, width, seed) -> new int[] {1, 2};

    private record FromSoftmax(SequenceLoss body) implements SequenceLoss {
        @Override
        public String logitsOf() {
            return "softmax";
        }

        @Override
        public double ofSequence(double[][] output, int[] target, double[][] gradient) {
            return body.ofSequence(output, target, gradient);
        }
    }

    private static void fails(String words, Executable rule) {
        String message = assertThrows(AssertionError.class, rule).getMessage();
        assertTrue(message.contains(words), message);
    }

    /** Σ over steps and tokens of the target of −log softmax. */
    private static double likelihood(double[][] z, int[] target, double[][] gradient) {
        double sum = 0;
        for (int t = 0; t < z.length; t++) {
            double most = Arrays.stream(z[t]).max().getAsDouble();
            double all = Arrays.stream(z[t]).map(x -> Math.exp(x - most)).sum();
            for (int u : target) {
                sum += most + Math.log(all) - z[t][u];
                gradient[t][u]--;
                for (int i = 0; i < z[t].length; i++) {
                    gradient[t][i] += Math.exp(z[t][i] - most) / all;
                }
            }
        }
        return sum;
    }

    @Test
    void aSoundOnePasses() {
        SequenceLoss sound = new FromSoftmax(BrokenSequenceLossesTest::likelihood);
        SequenceLossChecks.gradient(sound, TARGETS, SMALL);
        SequenceLossChecks.shift(sound, TARGETS, SMALL);
        SequenceLossChecks.extremes(sound, TARGETS, SMALL);
        SequenceLossChecks.empty(sound, SMALL);
        SequenceLossChecks.memory(sound, TARGETS, SMALL);
        SequenceLossChecks.threads(sound, TARGETS, SMALL);
        SequenceLossChecks.registered(sound, TARGETS, SMALL);
    }

    @Test
    void aGradientThatIsLeftOutFails() {
        SequenceLoss none = (y, target, gradient) -> y[0][0] * y[1][1];
        fails("the gradient of the output at [0, 0] is 0.0", () -> SequenceLossChecks.gradient(none, TARGETS, SMALL));
    }

    @Test
    void aLossThatSeesWhatSoftmaxDoesNotFails() {
        SequenceLoss sees = new FromSoftmax((z, target, gradient) -> {
            gradient[0][0] = 1;
            return z[0][0];
        });
        fails("the gradient of step 0 adds up to 1.0", () -> SequenceLossChecks.shift(sees, TARGETS, SMALL));
    }

    @Test
    void anOverflowFails() {
        SequenceLoss naive = new FromSoftmax((z, target, gradient) -> Math.exp(z[0][0]) + Math.exp(z[1][0]));
        fails("where it must be finite", () -> {
            for (int seed = 0; seed < 9; seed++) {
                SequenceLossChecks.extremes(naive, TARGETS, new Sizes(6, 1, 3, 1, seed));
            }
        });
    }

    @Test
    void aMeanOverNoTokensFails() {
        SequenceLoss mean = (y, target, gradient) -> (double) y.length / target.length;
        fails("for an empty target", () -> SequenceLossChecks.empty(mean, SMALL));
    }

    @Test
    void aCountOfCallsFails() {
        int[] calls = {0};
        SequenceLoss counting = (y, target, gradient) -> ++calls[0];
        fails("the loss at [0] is", () -> SequenceLossChecks.memory(counting, TARGETS, SMALL));
    }

    @Test
    void aScribblerFails() {
        SequenceLoss scribbler = (y, target, gradient) -> {
            target[0] = 7;
            return 1;
        };
        fails("changes its output or its target", () -> SequenceLossChecks.memory(scribbler, TARGETS, SMALL));
    }

    @Test
    void everyRuleIsATestOfItsContract() {
        assertEquals(
                Arrays.stream(SequenceLossChecks.class.getDeclaredMethods())
                        .filter(m -> Modifier.isPublic(m.getModifiers()))
                        .count(),
                Arrays.stream(SequenceLossContract.class.getDeclaredMethods())
                        .filter(m -> m.isAnnotationPresent(Property.class))
                        .count());
    }
}
