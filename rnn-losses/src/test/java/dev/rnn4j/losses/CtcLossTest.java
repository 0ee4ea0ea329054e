package dev.rnn4j.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.SequenceLoss;
import dev.rnn4j.api.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Values of CTC against all paths one by one, and against cases that can be counted by hand. */
class CtcLossTest {
    private static final SequenceLoss CTC = new CtcLoss();

    private static double loss(SequenceLoss loss, double[][] logits, int... target) {
        return loss.ofSequence(logits, target, new double[logits.length][logits.length == 0 ? 0 : logits[0].length]);
    }

    private static double[][] logits(long seed, int steps, int classes) {
        Random r = new Random(seed);
        double[][] z = new double[steps][classes];
        for (double[] row : z) {
            for (int k = 0; k < classes; k++) {
                row[k] = 2 * r.nextGaussian();
            }
        }
        return z;
    }

    private static double[] softmax(double[] z) {
        double sum = Arrays.stream(z).map(Math::exp).sum();
        return Arrays.stream(z).map(x -> Math.exp(x) / sum).toArray();
    }

    /** What a path says: repeats merged, then blanks dropped. */
    private static List<Integer> says(int[] path, int blank) {
        List<Integer> said = new ArrayList<>();
        for (int t = 0; t < path.length; t++) {
            if (path[t] != blank && (t == 0 || path[t] != path[t - 1])) {
                said.add(path[t]);
            }
        }
        return said;
    }

    /** p(target), and p(target and class k at step t) in {@code [t][k]}, by going through all paths. */
    private static double allPaths(double[][] y, int[] target, int blank, double[][] through) {
        List<Integer> wanted = Arrays.stream(target).boxed().toList();
        int steps = y.length;
        int classes = y[0].length;
        double sum = 0;
        int[] path = new int[steps];
        for (long code = 0; code < Math.pow(classes, steps); code++) {
            long rest = code;
            double p = 1;
            for (int t = 0; t < steps; t++) {
                path[t] = (int) (rest % classes);
                rest /= classes;
                p *= y[t][path[t]];
            }
            if (says(path, blank).equals(wanted)) {
                sum += p;
                for (int t = 0; t < steps; t++) {
                    through[t][path[t]] += p;
                }
            }
        }
        return sum;
    }

    @Property(tries = 300, seed = "20", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void lossAndGradientAreThoseOfAllPathsOneByOne(
            @ForAll @IntRange(min = 1, max = 6) int steps,
            @ForAll @IntRange(min = 1, max = 4) int classes,
            @ForAll @IntRange(min = 0, max = 4) int length,
            @ForAll @IntRange(min = 0, max = 99_999) int seed) {
        Random r = new Random(seed);
        int blank = r.nextInt(classes);
        int[] target = new int[classes == 1 ? 0 : length];
        for (int u = 0; u < target.length; u++) {
            target[u] = (blank + 1 + r.nextInt(classes - 1)) % classes;
        }
        double[][] z = logits(seed, steps, classes);
        double[][] y = Arrays.stream(z).map(CtcLossTest::softmax).toArray(double[][]::new);
        double[][] through = new double[steps][classes];
        double p = allPaths(y, target, blank, through);
        SequenceLoss ctc = new CtcLoss(blank);
        double[][] gradient = new double[steps][classes];
        if (p == 0) {
            assertThrows(BadInputException.class, () -> ctc.ofSequence(z, target, gradient));
            return;
        }
        double loss = ctc.ofSequence(z, target, gradient);
        assertEquals(-Math.log(p), loss, 1e-12 * Math.max(1, loss));
        for (int t = 0; t < steps; t++) {
            for (int k = 0; k < classes; k++) {
                assertEquals(y[t][k] - through[t][k] / p, gradient[t][k], 1e-12);
            }
        }
    }

    /** Three steps of even chances for a blank, a and b: 27 paths of 1/27 each. */
    @Test
    void evenChancesAreCountedPaths() {
        double[][] even = new double[3][3];
        // a: a--, -a-, --a, aa-, -aa, aaa
        assertEquals(Math.log(27.0 / 6), loss(CTC, even, 1), 1e-15);
        // ab: ab-, a-b, -ab, aab, abb
        assertEquals(Math.log(27.0 / 5), loss(CTC, even, 1, 2), 1e-15);
        // aa: a-a
        assertEquals(Math.log(27), loss(CTC, even, 1, 1), 1e-15);
        // aba: aba
        assertEquals(Math.log(27), loss(CTC, even, 1, 2, 1), 1e-15);
        // nothing: ---
        assertEquals(Math.log(27), loss(CTC, even), 1e-15);
    }

    /** p(-) = 1/2, p(a) = 1/4, p(b) = 1/4 at one step and 1/4, 1/2, 1/4 at the next. */
    @Test
    void twoStepsByHand() {
        double[][] z = {{Math.log(2), 0, 0}, {0, Math.log(2), 0}};
        // aa, a-, -a: 1/8 + 1/16 + 1/4 = 7/16
        double[][] gradient = new double[2][3];
        assertEquals(Math.log(16.0 / 7), CTC.ofSequence(z, new int[] {1}, gradient), 1e-15);
        // of these 4/7 begin with the blank and 6/7 end with a
        assertArrayEquals(new double[] {1.0 / 2 - 4.0 / 7, 1.0 / 4 - 3.0 / 7, 1.0 / 4}, gradient[0], 1e-15);
        assertArrayEquals(new double[] {1.0 / 4 - 1.0 / 7, 1.0 / 2 - 6.0 / 7, 1.0 / 4}, gradient[1], 1e-15);
    }

    @Test
    void anEmptyTargetIsAllBlanks() {
        double[][] z = logits(3, 4, 3);
        double expected = 0;
        for (double[] row : z) {
            expected -= Math.log(softmax(row)[0]);
        }
        assertEquals(expected, loss(CTC, z), 1e-13);
    }

    @Test
    void noStepsAndAnEmptyTargetLoseNothing() {
        assertEquals(0, loss(CTC, new double[0][]));
        assertEquals(0, loss(CTC, new double[2][1]), "only blanks can be said");
    }

    /** A path through 10,000 steps has a probability of about 10^-5000. */
    @Test
    void longSequencesDoNotUnderflow() {
        int steps = 10_000;
        int[] target = new int[100];
        Arrays.fill(target, 0, 50, 1);
        Arrays.fill(target, 50, 100, 2);
        double[][] gradient = new double[steps][3];
        double[][] z = new double[steps][3];
        double loss = CTC.ofSequence(z, target, gradient);
        assertTrue(loss > 1000 && loss < steps * Math.log(3), "loss " + loss);
        for (double[] row : gradient) {
            assertEquals(0, Arrays.stream(row).sum(), 1e-9);
        }
    }

    /** As many steps as the target takes leave one path. */
    @Test
    void aTightTargetHasOnePath() {
        double[][] z = logits(5, 5, 3);
        int[] path = {1, 0, 1, 2, 1};
        double expected = 0;
        for (int t = 0; t < 5; t++) {
            expected -= Math.log(softmax(z[t])[path[t]]);
        }
        assertEquals(expected, loss(CTC, z, 1, 1, 2, 1), 1e-12);
    }

    @Test
    void aTargetThatTakesMoreStepsIsNamed() {
        BadInputException e = assertThrows(BadInputException.class, () -> loss(CTC, new double[4][3], 1, 1, 2, 2));
        assertEquals(
                "the target of 4 tokens, 2 of them like the one before, needs at least 6 steps, but there are 4: give the"
                        + " input more steps, leave the example out, or set zero-infinity to pass over it",
                e.getMessage());
        assertThrows(BadInputException.class, () -> loss(CTC, new double[0][], 1));
    }

    @Test
    void zeroInfinityPassesOverATargetThatTakesMoreSteps() {
        SequenceLoss ctc = new CtcLoss(Settings.none().with(CtcLoss.ZERO_INFINITY, true));
        double[][] gradient = new double[2][3];
        assertEquals(0, ctc.ofSequence(logits(1, 2, 3), new int[] {1, 1}, gradient));
        assertArrayEquals(new double[2][3], gradient);
        assertEquals(0, loss(ctc, new double[0][], 1));
        assertEquals(loss(CTC, logits(1, 2, 3), 1), loss(ctc, logits(1, 2, 3), 1));
    }

    @Test
    void tokensThatAreNoneAreNamed() {
        assertMessage("token 1 of the target is 0, which is the blank", () -> loss(CTC, new double[4][3], 1, 0));
        assertMessage("token 0 of the target is 3, outside 0 to 2", () -> loss(CTC, new double[4][3], 3));
        assertMessage("token 2 of the target is -1, outside 0 to 2", () -> loss(CTC, new double[4][3], 1, 2, -1));
        assertMessage("the blank is class 3, but there are 3 classes", () -> loss(new CtcLoss(3), new double[4][3], 1));
    }

    private static void assertMessage(String start, Runnable call) {
        String message = assertThrows(BadInputException.class, call::run).getMessage();
        assertTrue(message.startsWith(start), message);
    }

    @Test
    void aDivergedNetworkShowsInTheLoss() {
        double[][] z = logits(2, 4, 3);
        z[1][2] = Double.NaN;
        assertTrue(Double.isNaN(loss(CTC, z, 1)));
        z[1][2] = Double.POSITIVE_INFINITY;
        assertTrue(Double.isNaN(loss(CTC, z, 1)));
    }
}
