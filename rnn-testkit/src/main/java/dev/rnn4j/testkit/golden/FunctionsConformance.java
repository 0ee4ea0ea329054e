package dev.rnn4j.testkit.golden;

import dev.rnn4j.api.Activation;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.registry.Plugins;
import dev.rnn4j.core.unroll.ActivationRun;
import dev.rnn4j.core.unroll.LossRun;
import java.util.List;
import java.util.Map;

/** Activations and the cross-entropy, each through its plug-in. */
final class FunctionsConformance {
    private FunctionsConformance() {}

    static void run(GoldenFunctions golden, List<Comparison> to) {
        int n = golden.points().size();
        Tensor column = Tensor.of(golden.points().toArray(), n, 1);
        for (Map.Entry<String, Tensor> e : golden.elementwise().entrySet()) {
            Tensor expected = Tensor.of(e.getValue().toArray(), n, 1);
            compare(e.getKey(), activation(e.getKey(), column), expected, to);
        }
        golden.rows().forEach((what, f) -> compare(what, activation(f.activation(), f.logits()), f.values(), to));
        GoldenFunctions.CrossEntropy c = golden.crossEntropy();
        Tensor targets = Tensor.zeros(c.logits().shape());
        for (int i = 0; i < targets.size(); i++) {
            targets.setFlat(i, c.target().flat(i % c.target().size()));
        }
        LossRun loss =
                LossRun.of(Plugins.installed().loss("cross-entropy"), c.logits().size(1), Precision.FLOAT64);
        compare("cross-entropy", loss.losses(c.logits(), targets), c.losses(), to);
        compare("its gradient", loss.gradient(), c.gradients(), to);
    }

    private static Tensor activation(String name, Tensor z) {
        Activation activation = Plugins.installed().activation(name);
        return ActivationRun.of(activation, z.size(1), Precision.FLOAT64).forward(z);
    }

    private static void compare(String what, Tensor actual, Tensor expected, List<Comparison> to) {
        to.add(Comparison.ulps(what + " (ulp)", what, actual, expected, Conformance.FUNCTION_ULPS));
    }
}
