package dev.rnn4j.core.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Settings;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.unroll.Unrolled;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ElmanCellTest {
    private static final double[][] W = {{0.5, -1.25}, {0.75, 2}, {-0.3, 0.1}};
    private static final double[][] U = {{0.2, -0.4, 0.6}, {-0.8, 0.9, 0.7}, {0.35, -0.15, -0.55}};
    private static final double[] B = {0.05, -0.02, 0.4};
    private static final double[] SECOND_B = {0.3, 0.6, -0.9};
    private static final double[][] X = {{1, -0.5}, {0.25, 2}, {-1.5, 0.75}};

    /** The equation written out for one sequence: a = φ(W x + U a + b). */
    private static double[] byHand(DoubleUnaryOperator activation, boolean secondBias) {
        double[] a = new double[3];
        double[] outputs = new double[9];
        for (int t = 0; t < 3; t++) {
            double[] next = new double[3];
            for (int i = 0; i < 3; i++) {
                double z = B[i] + (secondBias ? SECOND_B[i] : 0);
                for (int j = 0; j < 2; j++) {
                    z += W[i][j] * X[t][j];
                }
                for (int j = 0; j < 3; j++) {
                    z += U[i][j] * a[j];
                }
                next[i] = activation.applyAsDouble(z);
                outputs[3 * t + i] = next[i];
            }
            a = next;
        }
        return outputs;
    }

    private static Tensor tensor(double[][] rows, int... shape) {
        double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        return Tensor.of(flat, shape);
    }

    private static double[] run(ElmanCell cell, List<String> parameters) {
        Unrolled layer = Unrolled.of(cell, 2, Precision.FLOAT64);
        assertEquals(parameters, layer.parameterNames().stream().sorted().toList());
        layer.setParameter("weight_ih_l0", tensor(W, 3, 2));
        layer.setParameter("weight_hh_l0", tensor(U, 3, 3));
        layer.setParameter("bias_ih_l0", Tensor.of(B, 3));
        if (parameters.contains("bias_hh_l0")) {
            layer.setParameter("bias_hh_l0", Tensor.of(SECOND_B, 3));
        }
        Unrolled.Run run = layer.forward(tensor(X, 3, 1, 2), null, Map.of());
        double[] outputs = run.outputs().toArray();
        double[] last = Arrays.copyOfRange(outputs, 6, 9);
        assertArrayEquals(last, run.finalStates().get("h").toArray());
        return outputs;
    }

    @Test
    void theStepIsTheHyperbolicTangentOfInputPlusStatePlusBias() {
        List<String> parameters = List.of("bias_ih_l0", "weight_hh_l0", "weight_ih_l0");
        assertArrayEquals(byHand(Math::tanh, false), run(new ElmanCell(3), parameters), 1e-12);
    }

    @Test
    void anotherActivationTakesItsPlace() {
        List<String> parameters = List.of("bias_ih_l0", "weight_hh_l0", "weight_ih_l0");
        Activation sigmoid = z -> z.sigmoid();
        assertArrayEquals(
                byHand(z -> 1 / (1 + Math.exp(-z)), false), run(new ElmanCell(3, sigmoid), parameters), 1e-12);
    }

    @Test
    void aSecondBiasIsAddedToTheFirst() {
        Settings settings = Settings.none().with(ElmanCell.UNITS, 3).with(ElmanCell.SECOND_BIAS, true);
        List<String> parameters = List.of("bias_hh_l0", "bias_ih_l0", "weight_hh_l0", "weight_ih_l0");
        assertArrayEquals(byHand(Math::tanh, true), run(new ElmanCell(settings), parameters), 1e-12);
    }

    @Test
    void itsNameAndSettingsMakeItAgain() {
        ElmanCell cell = new ElmanCell(3);
        assertEquals("simple", cell.name());
        assertEquals(Map.of("units", 3), cell.settings().asMap());
        assertEquals(
                cell.settings(),
                new ElmanCell.Provider().create(cell.settings()).settings());
        assertEquals(
                List.of("units", "activation", "second-bias"),
                new ElmanCell.Provider().settings().stream().map(s -> s.name()).toList());
    }

    @Test
    void itHasAtLeastOneUnit() {
        assertThrows(BadInputException.class, () -> new ElmanCell(0));
        assertThrows(BadInputException.class, () -> new ElmanCell(Settings.none()));
    }
}
