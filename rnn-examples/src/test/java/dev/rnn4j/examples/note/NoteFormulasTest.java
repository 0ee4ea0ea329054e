package dev.rnn4j.examples.note;

import static dev.rnn4j.examples.note.TheNoteDocument.figure;
import static dev.rnn4j.examples.note.TheNoteDocument.figures;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.Loss;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.registry.Plugins;
import dev.rnn4j.core.unroll.ActivationRun;
import dev.rnn4j.core.unroll.LossRun;
import dev.rnn4j.core.unroll.OptimizerRun;
import dev.rnn4j.examples.note.NoteFormulas.Forward;
import dev.rnn4j.examples.note.NoteFormulas.Slip;
import dev.rnn4j.examples.note.NoteNetwork.Cost;
import dev.rnn4j.examples.note.NoteNetwork.Squash;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What docs/the-note.md says of the note's equations, measured: the library against numerical derivatives and against the
 * same mathematics on plain arrays, and the printed formulas against the library. A figure in a test stands in the
 * document with the same digits.
 */
class NoteFormulasTest {
    private static final NoteNetwork SIGMOID = NoteNetwork.of(Squash.SIGMOID);
    private static final NoteNetwork SOFTMAX = NoteNetwork.of(Squash.SOFTMAX);
    private static final Set<Slip> RIGHT = Set.of();
    private static final Forward FORWARD = NoteFormulas.forward(SIGMOID);
    private static final Map<String, double[]> TRUE = library(SIGMOID);
    private static final Map<String, double[]> TRUE_SOFTMAX = library(SOFTMAX);

    private static Map<String, double[]> library(NoteNetwork n) {
        return NoteDescent.byName(new NoteDescent(n).run(Truncation.none()));
    }

    /** How far one parameter's gradient with these slips is from the true one. */
    private static double rel(String name, Slip... slips) {
        return NoteFormulas.relative(
                NoteFormulas.gradient(SIGMOID, Set.of(slips)).get(name), TRUE.get(name));
    }

    private static double relSoftmax(String name, Slip... slips) {
        return NoteFormulas.relative(
                NoteFormulas.gradient(SOFTMAX, Set.of(slips)).get(name), TRUE_SOFTMAX.get(name));
    }

    private static double largest(double[] v, double[] w) {
        double largest = 0;
        for (int i = 0; i < v.length; i++) {
            largest = Math.max(largest, Math.abs(v[i] - w[i]));
        }
        return largest;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    private static Activation softmax() {
        return Plugins.installed().activation("softmax");
    }

    /** The derivative of f, by central differences of fourth order. */
    private static double derivative(DoubleUnaryOperator f) {
        double h = 1e-3;
        double near = f.applyAsDouble(h) - f.applyAsDouble(-h);
        return (8 * near - (f.applyAsDouble(2 * h) - f.applyAsDouble(-2 * h))) / (12 * h);
    }

    // ---- the library is right

    @Test
    void theLibraryAgreesWithNumericalDerivatives() {
        for (NoteNetwork n : List.of(
                SIGMOID,
                SOFTMAX,
                SOFTMAX.with(Cost.CROSS_ENTROPY),
                SIGMOID.withStart(.5, -.5, .25),
                SIGMOID.withStep(new double[] {.7, -.4}, new double[] {0, 1}))) {
            NoteDescent descent = new NoteDescent(n);
            Map<String, double[]> gradient = NoteDescent.byName(descent.run(Truncation.none()));
            for (String name : NoteNetwork.NAMES) {
                double rel = NoteFormulas.relative(gradient.get(name), descent.numerical(name));
                assertTrue(rel < 1e-9, () -> n.output() + " " + n.cost() + " " + name + ": " + rel);
            }
        }
    }

    @Test
    void theLibraryAgreesWithTheSameMathematicsOnPlainArrays() {
        for (NoteNetwork n :
                List.of(SIGMOID, SOFTMAX, SOFTMAX.with(Cost.CROSS_ENTROPY), SIGMOID.withStart(.5, -.5, .25))) {
            Map<String, double[]> gradient = library(n);
            Map<String, double[]> plain = NoteFormulas.gradient(n, RIGHT);
            for (String name : NoteNetwork.NAMES) {
                assertArrayEquals(plain.get(name), gradient.get(name), 1e-15, name);
            }
            assertEquals(NoteFormulas.loss(n), new NoteDescent(n).loss(), 1e-15);
        }
    }

    @Test
    void losses() {
        figure("0.280301142411307", new NoteDescent(SIGMOID).loss());
        figure("0.306297495818737", new NoteDescent(SOFTMAX).loss());
    }

    @Test
    void theForwardAndTheBackwardRecursionAreEqualAndBothAtOnceAreNot() {
        Map<String, double[]> forwards = NoteFormulas.gradient(SIGMOID, RIGHT);
        double[][] delta = NoteFormulas.delta1(SIGMOID, FORWARD);
        double[] hxw = new double[6];
        double[] hhw = new double[9];
        double[] b1 = new double[3];
        for (int t = 0; t < 3; t++) {
            hxw = NoteFormulas.plus(hxw, NoteFormulas.outer(delta[t], SIGMOID.x(t)));
            hhw = NoteFormulas.plus(hhw, NoteFormulas.outer(delta[t], t == 0 ? SIGMOID.start() : FORWARD.a1()[t - 1]));
            b1 = NoteFormulas.plus(b1, delta[t]);
        }
        assertArrayEquals(forwards.get("hxW"), hxw, 1e-16);
        assertArrayEquals(forwards.get("hhW"), hhw, 1e-16);
        assertArrayEquals(forwards.get("b1"), b1, 1e-16);
        figure("0.174", rel("hxW", Slip.BOTH_RECURSIONS));
        figure("0.318", rel("hhW", Slip.BOTH_RECURSIONS));
        figure("0.185", rel("b1", Slip.BOTH_RECURSIONS));
    }

    // ---- forward pass and loss

    @Test
    void eq1AnUndefinedInitialStateIsZeroUnlessGiven() {
        NoteNetwork started = SIGMOID.withStart(.5, -.5, .25);
        Gradients zero = new NoteDescent(SIGMOID).run(Truncation.none());
        Gradients given = new NoteDescent(started).run(Truncation.none());
        assertEquals(FORWARD.a1()[0][0], zero.hidden().get(0, 0, 0), 1e-15);
        assertEquals(NoteFormulas.forward(started).a1()[0][0], given.hidden().get(0, 0, 0), 1e-15);
        // ∂C/∂a1_{−1} = hhWᵀ δ1_0
        double[] expected = NoteFormulas.timesTransposed(
                SIGMOID.parameter("hhW"), NoteFormulas.delta1(started, NoteFormulas.forward(started))[0]);
        assertArrayEquals(expected, given.states().get("h_l0").toArray(), 1e-16);
    }

    @Test
    void eq1TheSizesAreAsTheNoteListsThem() {
        Network network = SIGMOID.network();
        assertArrayEquals(new int[] {3, 2}, network.parameter("weight_ih_l0").shape());
        assertArrayEquals(new int[] {3, 3}, network.parameter("weight_hh_l0").shape());
        assertArrayEquals(new int[] {3}, network.parameter("bias_ih_l0").shape());
        assertArrayEquals(new int[] {2, 3}, network.parameter("out.weight").shape());
        assertArrayEquals(new int[] {2}, network.parameter("out.bias").shape());
    }

    @Test
    void eq1NIsTheHiddenSizeAndInEq6TheOutputSize() {
        figure("0.186867", new NoteDescent(SIGMOID).loss() * 2 / 3);
    }

    @Test
    void eq1And11OneActivationForBothLayersWouldPutASoftmaxIntoTheHiddenLayer() {
        figure("0.311829", new NoteDescent(SOFTMAX.withHidden(Squash.SOFTMAX)).loss());
    }

    @Test
    void eq3TheOrderOfTheProductsMatters() {
        double[] a = FORWARD.a1()[0];
        double[] hhw = SIGMOID.parameter("hhW");
        figures(NoteFormulas.times(hhw, a), "0.176970", "0.077893", "0.601358");
        figures(NoteFormulas.timesTransposed(hhw, a), "0.178339", "0.228318", "0.398663");
        figure("0.293788", NoteFormulas.loss(SIGMOID, NoteFormulas.forward(SIGMOID, true)));
    }

    @Test
    void eq5SumsUpToTInsteadOfTMinus1CountOneStepTooMany() {
        NoteNetwork longer = SIGMOID.withStep(new double[] {.7, -.4}, new double[] {0, 1});
        double mean = new NoteDescent(longer).loss();
        figure("0.262139", mean);
        figure("0.349519", mean * 4 / 3);
    }

    @Test
    void eq6AsAMeanOverRowsMuDividesByNTwice() {
        figure("0.140151", new NoteDescent(SIGMOID).loss() / 2);
    }

    @Test
    void eq5LeavesOpenHowABatchIsAveraged() {
        Example three = SIGMOID.example();
        Example one = new Example(three.input().slice(0, 1), three.target().slice(0, 1));
        Loss mse = Plugins.installed().loss("mse");
        Network network = SIGMOID.network();
        double first = NoteFormulas.stepLoss(SIGMOID, FORWARD, 0);
        double mean = NoteFormulas.loss(SIGMOID);
        double pairs = network.gradients(List.of(three, one), mse, Reduction.MEAN, Truncation.none(), Map.of())
                .loss();
        double sequences = network.gradients(
                        List.of(three, one), mse, Reduction.MEAN_PER_SEQUENCE, Truncation.none(), Map.of())
                .loss();
        assertEquals((3 * mean + first) / 4, pairs, 1e-15);
        assertEquals((mean + first) / 2, sequences, 1e-15);
        figure("0.291021", pairs);
        figure("0.301741", sequences);
    }

    @Test
    void afterEq6TheSquaredErrorOfAConfidentlyWrongSoftmaxHasHardlyAGradient() {
        Tensor z = Tensor.of(new double[] {10, -10}, 1, 2);
        Tensor y = Tensor.of(new double[] {0, 1}, 1, 2);
        ActivationRun activation = ActivationRun.of(softmax(), 2, Precision.FLOAT64);
        LossRun squared = LossRun.of(Plugins.installed().loss("mse"), 2, Precision.FLOAT64);
        squared.losses(activation.forward(z), y);
        figures(activation.backward(squared.gradient()).toArray(), "4.1e-9", "−4.1e-9");
        LossRun entropy = LossRun.of(Plugins.installed().loss("cross-entropy"), 2, Precision.FLOAT64);
        entropy.losses(z, y);
        figures(entropy.gradient().toArray(), "1.000", "−1.000");
    }

    // ---- output layer

    @Test
    void eq11AsTypedOverflowsWhereTheLibraryDoesNot() {
        double[] z = {1000, -1000};
        double sum = Math.exp(z[0]) + Math.exp(z[1]);
        assertTrue(Double.isNaN(Math.exp(z[0]) / sum));
        ActivationRun run = ActivationRun.of(softmax(), 2, Precision.FLOAT64);
        assertArrayEquals(new double[] {1, 0}, run.forward(Tensor.of(z, 1, 2)).toArray());
    }

    @Test
    void belowEq11TheDerivativeOfASoftmaxIsAMatrix() {
        double[][] jacobian = jacobian(FORWARD.z2()[0]);
        figures(jacobian[0], "0.233199", "−0.233199");
        figures(jacobian[1], "−0.233199", "0.233199");
        figures(NoteFormulas.bell(FORWARD.z2()[0]), "−0.001350", "0.249145");

        double[][] three = jacobian(1, 2, 3);
        figures(new double[] {three[0][0], three[1][1], three[2][2]}, "0.081925", "0.184836", "0.222695");
        figures(new double[] {three[0][1], three[0][2], three[1][2]}, "−0.022033", "−0.059892", "−0.162803");
        assertArrayEquals(new double[] {0, -2, -6}, NoteFormulas.bell(new double[] {1, 2, 3}));

        ActivationRun run = ActivationRun.of(softmax(), 3, Precision.FLOAT64);
        run.forward(Tensor.of(new double[] {1, 2, 3}, 1, 3));
        for (int i = 0; i < 3; i++) {
            Tensor unit = Tensor.zeros(1, 3);
            unit.set(1, 0, i);
            assertArrayEquals(three[i], run.backward(unit).toArray(), 1e-11);
        }
    }

    /** ∂a_i/∂z_j of a softmax by differences. */
    private static double[][] jacobian(double... z) {
        double[][] j = new double[z.length][z.length];
        for (int r = 0; r < z.length; r++) {
            for (int c = 0; c < z.length; c++) {
                int row = r;
                int column = c;
                j[r][c] = derivative(h -> {
                    double[] moved = z.clone();
                    moved[column] += h;
                    return Squash.SOFTMAX.of(moved)[row];
                });
            }
        }
        return j;
    }

    @Test
    void belowEq11TheDerivativeOfASigmoidIsATimesOneMinusA() {
        double[] z = {-3, -1, 0, .5, 2, 6};
        double[] slope = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            double at = z[i];
            slope[i] = derivative(h -> Squash.SIGMOID.of(at + h)[0]);
        }
        figures(slope, "0.045177", "0.196612", "0.250000", "0.235004", "0.104994", "0.002467");
        assertArrayEquals(slope, NoteFormulas.bell(Squash.SIGMOID.of(z)), 1e-12);
        assertArrayEquals(new double[] {-12, -2, 0, .25, -2, -30}, NoteFormulas.bell(z));
    }

    @Test
    void eq12TheErrorIsOneVectorAStep() {
        double[][] e = NoteFormulas.outputError(SIGMOID, FORWARD, RIGHT);
        figures(e[0], "−0.166779", "0.209769");
        figures(e[1], "0.184184", "−0.153354");
        figures(e[2], "−0.145731", "0.190710");
        double[][] printed = NoteFormulas.outputError(SIGMOID, FORWARD, Set.of(Slip.FACTOR_N_LOST));
        figures(NoteFormulas.plus(NoteFormulas.plus(printed[0], printed[1]), printed[2]), "−0.256653", "0.494249");
    }

    @Test
    void eq12WithoutOneOverNEveryGradientIsTwiceTooLarge() {
        Map<String, double[]> g = NoteFormulas.gradient(SIGMOID, Set.of(Slip.FACTOR_N_LOST));
        for (String name : NoteNetwork.NAMES) {
            assertArrayEquals(NoteFormulas.scaled(2, TRUE.get(name)), g.get(name), 1e-15, name);
        }
    }

    @Test
    void eq12WithZInPlaceOfAInTheOutputLayer() {
        figure("0.547", rel("hyW", Slip.Z_IN_OUTPUT_LAYER));
        figure("0.575", rel("b2", Slip.Z_IN_OUTPUT_LAYER));
        figure("0.334", rel("hxW", Slip.Z_IN_OUTPUT_LAYER));
        figure("0.407", rel("hhW", Slip.Z_IN_OUTPUT_LAYER));
        figure("0.263", rel("b1", Slip.Z_IN_OUTPUT_LAYER));
        figure("0.721", relSoftmax("hyW", Slip.Z_IN_OUTPUT_LAYER));
        figure("0.675", relSoftmax("hxW", Slip.Z_IN_OUTPUT_LAYER));
    }

    @Test
    void eq14To16WithZInPlaceOfAInTheHiddenLayer() {
        figure("3.37", rel("hxW", Slip.Z_IN_HIDDEN_LAYER));
        figure("3.65", rel("hhW", Slip.Z_IN_HIDDEN_LAYER));
        figure("1.25", rel("b1", Slip.Z_IN_HIDDEN_LAYER));
        figure(
                "−0.78",
                NoteFormulas.cosine(
                        NoteFormulas.gradient(SIGMOID, Set.of(Slip.Z_IN_HIDDEN_LAYER))
                                .get("hxW"),
                        TRUE.get("hxW")));
    }

    @Test
    void eq12AProductOfAveragesIsNotTheAverageOfProducts() {
        figure("0.486", rel("hyW", Slip.PRODUCT_OF_AVERAGES));
        figure("0.035", rel("b2", Slip.PRODUCT_OF_AVERAGES));
    }

    @Test
    void eq12And13AnEntryByEntrySoftmaxIsExactlyHalfForTwoClasses() {
        Map<String, double[]> half = NoteFormulas.gradient(SOFTMAX, Set.of(Slip.SOFTMAX_ENTRY_BY_ENTRY));
        for (String name : NoteNetwork.NAMES) {
            assertArrayEquals(NoteFormulas.scaled(.5, TRUE_SOFTMAX.get(name)), half.get(name), 1e-16, name);
        }
        figure("0.500", relSoftmax("hyW", Slip.SOFTMAX_ENTRY_BY_ENTRY));
    }

    @Test
    void eq12And13AnEntryByEntrySoftmaxHasAWrongSignForThreeClasses() {
        Tensor z = Tensor.of(new double[] {1, 2, 3}, 1, 3);
        ActivationRun activation = ActivationRun.of(softmax(), 3, Precision.FLOAT64);
        LossRun loss = LossRun.of(Plugins.installed().loss("mse"), 3, Precision.FLOAT64);
        Tensor a = activation.forward(z);
        loss.losses(a, Tensor.of(new double[] {0, 1, 0}, 1, 3));
        double[] e = loss.gradient().toArray();
        double[] right = activation.backward(loss.gradient()).toArray();
        figures(right, "−0.010551", "−0.166593", "0.177143");
        assertArrayEquals(right, NoteFormulas.softmaxBackward(a.toArray(), e), 1e-15);
        figures(NoteFormulas.byParts(NoteFormulas.bell(a.toArray()), e), "0.004917", "−0.093068", "0.098764");
    }

    // ---- hidden layer

    @Test
    void eq14TheErrorOfAStepComesFromAllLaterStepsToo() {
        double[][] direct = NoteFormulas.directError(SIGMOID, FORWARD, RIGHT);
        double[][] delta = NoteFormulas.delta1(SIGMOID, FORWARD);
        double[][] total = new double[3][];
        for (int t = 0; t < 3; t++) {
            double[] later =
                    t == 2 ? new double[3] : NoteFormulas.timesTransposed(SIGMOID.parameter("hhW"), delta[t + 1]);
            total[t] = NoteFormulas.plus(direct[t], later);
        }
        figures(total[0], "−0.041003", "0.066885", "−0.020472");
        figures(direct[0], "−0.034804", "0.073228", "−0.041145");
        figure("0.277", NoteFormulas.relative(direct[0], total[0]));
        figure("0.256", NoteFormulas.relative(direct[1], total[1]));
        assertArrayEquals(total[2], direct[2]);
    }

    @Test
    void eq14To16AveragingTheErrorOverTimeFirst() {
        figure("0.933", rel("hxW", Slip.ERROR_AVERAGED));
        figure("1.46", rel("hhW", Slip.ERROR_AVERAGED));
        figure("0.123", rel("b1", Slip.ERROR_AVERAGED));
    }

    @Test
    void eq14TheRecursionIsRightWithHhwOnTheLeftAndWithA() {
        double[][][] right = NoteFormulas.sensitivity(SIGMOID, FORWARD, "hxW", RIGHT);
        for (int t = 0; t < 3; t++) {
            assertTrue(NoteFormulas.relative(flat(right[t]), flat(numericalSensitivity(SIGMOID, "hxW", t))) < 1e-10);
        }
        double[][][] transposed = NoteFormulas.sensitivity(SIGMOID, FORWARD, "hxW", Set.of(Slip.HHW_ON_THE_RIGHT));
        figure("0.437", NoteFormulas.relative(flat(transposed[1]), flat(right[1])));
        figure("0.288", NoteFormulas.relative(flat(transposed[2]), flat(right[2])));
        double[][][] z = NoteFormulas.sensitivity(SIGMOID, FORWARD, "hxW", Set.of(Slip.Z_IN_HIDDEN_LAYER));
        figure("0.189", NoteFormulas.relative(flat(z[1]), flat(right[1])));
        figure("0.635", NoteFormulas.relative(flat(z[2]), flat(right[2])));
    }

    /** ∂z1_t/∂θ by differences. */
    private static double[][] numericalSensitivity(NoteNetwork n, String name, int t) {
        double[][] d = new double[3][n.parameter(name).length];
        for (int u = 0; u < 3; u++) {
            for (int p = 0; p < d[u].length; p++) {
                int unit = u;
                int index = p;
                d[u][p] = derivative(
                        h -> NoteFormulas.forward(n.moved(name, index, h)).z1()[t][unit]);
            }
        }
        return d;
    }

    @Test
    void eq15AtStep0IsTheInitialState() {
        NoteNetwork started = SIGMOID.withStart(.5, -.5, .25);
        double[] row = Arrays.copyOf(numericalSensitivity(started, "hhW", 0)[0], 3);
        assertArrayEquals(new double[] {.5, -.5, .25}, row, 1e-12);
    }

    @Test
    void eq15AtStep1IsTheStateBefore() {
        double[][] numerical = numericalSensitivity(SIGMOID, "hhW", 1);
        assertArrayEquals(FORWARD.a1()[0], Arrays.copyOf(numerical[0], 3), 1e-11);
    }

    @Test
    void eq15FromStep2OnTheRecursionIsMissing() {
        double[][] numerical = numericalSensitivity(SIGMOID, "hhW", 2);
        double[][][] printed = NoteFormulas.sensitivity(SIGMOID, FORWARD, "hhW", Set.of(Slip.NO_RECURSION_HHW));
        figure("0.180", NoteFormulas.relative(flat(printed[2]), flat(numerical)));
        figure("−0.072718", numerical[0][3]);
        assertEquals(0, printed[2][0][3]);
        figure("0.449624", numerical[0][0]);
        figure("0.434619", printed[2][0][0]);
    }

    @Test
    void eq15AmountsToBackpropagationCutOffAfterOneStep() {
        Map<String, double[]> window = NoteDescent.byName(new NoteDescent(SIGMOID).run(Truncation.window(1)));
        Map<String, double[]> repaired = NoteFormulas.gradient(SIGMOID, NoteFormulas.ONE_STEP);
        for (String name : NoteNetwork.NAMES) {
            assertArrayEquals(repaired.get(name), window.get(name), 1e-16, name);
        }
        figure("0.318", rel("hhW", Slip.NO_RECURSION_HHW));
        figure("0.330", relSoftmax("hhW", Slip.NO_RECURSION_HHW));
        figure("1.97e-3", largest(window.get("hhW"), TRUE.get("hhW")));
        figure("0.0041324254", TRUE.get("hhW")[0]);
        figure("0.0028409570", window.get("hhW")[0]);
        figure("0.168", rel("hxW", Slip.NO_RECURSION_HXW));
    }

    @Test
    void aWindowOfAllStepsIsTheWholeGradient() {
        Map<String, double[]> window = NoteDescent.byName(new NoteDescent(SIGMOID).run(Truncation.window(3)));
        for (String name : NoteNetwork.NAMES) {
            assertArrayEquals(TRUE.get(name), window.get(name), 1e-16, name);
        }
    }

    @Test
    void eq16NeedsTheRecursionAsWell() {
        double[][][] printed = NoteFormulas.sensitivity(SIGMOID, FORWARD, "b1", NoteFormulas.ONE_STEP);
        double[][] first = numericalSensitivity(SIGMOID, "b1", 1);
        double[][] second = numericalSensitivity(SIGMOID, "b1", 2);
        figure("0.205", NoteFormulas.relative(flat(printed[1]), flat(first)));
        figure("0.190", NoteFormulas.relative(flat(printed[2]), flat(second)));
        figures(new double[] {second[0][0], second[1][1], second[2][2]}, "1.00396", "1.02249", "1.04133");
        figure("0.2208", second[2][1]);
        figures(TRUE.get("b1"), "−0.004574", "0.014757", "−0.011517");
        figures(NoteFormulas.gradient(SIGMOID, NoteFormulas.ONE_STEP).get("b1"), "−0.005216", "0.016491", "−0.013737");
        figure("0.150", rel("b1", Slip.NO_RECURSION_B1));
    }

    @Test
    void theGradientThroughTimeVanishesOrExplodes() {
        double[] hhw = SIGMOID.parameter("hhW");
        double[] cubed = NoteFormulas.scaled(3, hhw);
        double[] jacobian = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        double[] power = jacobian.clone();
        double[] a = FORWARD.a1()[0];
        double[][] vanishing = new double[51][];
        double[][] exploding = new double[51][];
        for (int t = 1; t <= 50; t++) {
            // the three inputs of the note over and over
            double[] x = SIGMOID.x(t % 3);
            double[] z = NoteFormulas.plus(
                    NoteFormulas.plus(NoteFormulas.times(SIGMOID.parameter("hxW"), x), NoteFormulas.times(hhw, a)),
                    SIGMOID.parameter("b1"));
            a = Squash.SIGMOID.of(z);
            jacobian = product(diagonal(NoteFormulas.bell(a)), product(hhw, jacobian));
            power = product(cubed, power);
            vanishing[t] = jacobian;
            exploding[t] = power;
        }
        figure("0.296", largestSingularValue(vanishing[1]));
        figure("3.7", largestSingularValue(exploding[1]));
        figure("274", largestSingularValue(exploding[5]));
        figure("6.1e4", largestSingularValue(exploding[10]));
        figure("2.8e9", largestSingularValue(exploding[20]));
        figure("3.2e23", largestSingularValue(exploding[50]));
        figure("5.4e-4", largestSingularValue(vanishing[5]));
        figure("3.0e-7", largestSingularValue(vanishing[10]));
        figure("5.0e-14", largestSingularValue(vanishing[20]));
        figure("4.5e-34", largestSingularValue(vanishing[50]));
    }

    private static double[] diagonal(double[] d) {
        return new double[] {d[0], 0, 0, 0, d[1], 0, 0, 0, d[2]};
    }

    private static double[] product(double[] m, double[] n) {
        double[] p = new double[9];
        for (int i = 0; i < 9; i++) {
            for (int k = 0; k < 3; k++) {
                p[i] += m[i / 3 * 3 + k] * n[k * 3 + i % 3];
            }
        }
        return p;
    }

    /** ‖m‖₂, by power iteration. */
    private static double largestSingularValue(double[] m) {
        double[] v = {1, .7, -.4};
        double size = 0;
        for (int i = 0; i < 500; i++) {
            double[] w = NoteFormulas.times(m, v);
            size = NoteFormulas.norm(w) / NoteFormulas.norm(v);
            v = NoteFormulas.timesTransposed(m, NoteFormulas.scaled(1 / NoteFormulas.norm(w), w));
            v = NoteFormulas.scaled(1 / NoteFormulas.norm(v), v);
        }
        return size;
    }

    // ---- all together, and the steps

    @Test
    void theGradientAsPrintedWithASigmoidOutput() {
        printed(SIGMOID, "hxW", "3.69e-2", "1.06", "0.15");
        printed(SIGMOID, "hhW", "3.87e-2", "5.04", "−0.13");
        printed(SIGMOID, "b1", "5.78e-2", "3.56", "−0.97");
        printed(SIGMOID, "hyW", "5.70e-2", "1.26", "0.85");
        printed(SIGMOID, "b2", "8.44e-2", "1.41", "0.85");
    }

    @Test
    void theGradientAsPrintedWithASoftmaxOutput() {
        printed(SOFTMAX, "hxW", "6.14e-2", "0.99", "0.17");
        printed(SOFTMAX, "hhW", "4.27e-2", "2.69", "−0.11");
        printed(SOFTMAX, "b1", "7.34e-2", "2.14", "−0.96");
        printed(SOFTMAX, "hyW", "6.36e-2", "0.65", "0.77");
        printed(SOFTMAX, "b2", "9.07e-2", "0.70", "0.74");
    }

    private static void printed(NoteNetwork n, String name, String largest, String rel, String cosine) {
        double[] formula = NoteFormulas.gradient(n, NoteFormulas.AS_PRINTED).get(name);
        double[] right = (n == SIGMOID ? TRUE : TRUE_SOFTMAX).get(name);
        figure(largest, largest(formula, right));
        figure(rel, NoteFormulas.relative(formula, right));
        figure(cosine, NoteFormulas.cosine(formula, right));
    }

    @Test
    void descendingWithTheTrueGradient() {
        figure("0.0984", new NoteDescent(SIGMOID, "sgd", .5).step(100));
        figure("0.0178", new NoteDescent(SIGMOID, "sgd", .5).step(300));
        figure("0.0187", new NoteDescent(SOFTMAX, "sgd", .5).step(100));
        figure("0.0035", new NoteDescent(SOFTMAX, "sgd", .5).step(300));
        figure("0.0021", new NoteDescent(SIGMOID, "adam", .05).step(100));
    }

    @Test
    void descendingWithThePrintedGradientDiverges() {
        figure("15", firstLossThatIsNotFinite(SIGMOID, .5));
        figure("15", firstLossThatIsNotFinite(SOFTMAX, .5));
        figure("53", firstLossThatIsNotFinite(SIGMOID, .1));
        figure("51", firstLossThatIsNotFinite(SOFTMAX, .1));
    }

    private static int firstLossThatIsNotFinite(NoteNetwork start, double learningRate) {
        NoteNetwork n = start;
        int step = 0;
        while (Double.isFinite(NoteFormulas.loss(n)) && step < 1000) {
            n = NoteFormulas.descend(n, learningRate, NoteFormulas.AS_PRINTED);
            step++;
        }
        return step;
    }

    @Test
    void eq17To21ReadTheSameParametersOldValue() {
        NoteDescent sgd = new NoteDescent(SIGMOID, "sgd", .5);
        sgd.step(1);
        for (String name : NoteNetwork.NAMES) {
            double[] expected = NoteFormulas.plus(SIGMOID.parameter(name), NoteFormulas.scaled(-.5, TRUE.get(name)));
            assertArrayEquals(expected, sgd.parameter(name), 1e-15, name);
        }
    }

    @Test
    void adamsFirstStepIsAsLongAsTheLearningRate() {
        NoteDescent adam = new NoteDescent(SIGMOID, "adam", .05);
        adam.step(1);
        for (String name : NoteNetwork.NAMES) {
            double[] before = SIGMOID.parameter(name);
            double[] after = adam.parameter(name);
            for (int i = 0; i < before.length; i++) {
                assertEquals(-.05 * Math.signum(TRUE.get(name)[i]), after[i] - before[i], 1e-6, name);
            }
        }
    }

    @Test
    void aLearningRateBelow1IsNeitherNeededNorEnough() {
        figure("837", parabola(4, .6));
        figure("9.5e-7", parabola(.5, 3));
        figure("0.0110", new NoteDescent(SIGMOID, "sgd", 2).step(100));
    }

    /** w after 20 steps of gradient descent on ½Lw² from w = 1. */
    private static double parabola(double curvature, double learningRate) {
        OptimizerRun run = OptimizerRun.of(
                Plugins.installed().optimizer("sgd", Map.of("learning-rate", learningRate)),
                Tensor.of(new double[] {1}, 1),
                Precision.FLOAT64);
        for (int i = 0; i < 20; i++) {
            run.step(Tensor.of(new double[] {curvature * run.parameter().flat(0)}, 1), 1);
        }
        return run.parameter().flat(0);
    }
}
