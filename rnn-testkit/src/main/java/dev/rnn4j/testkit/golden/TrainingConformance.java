package dev.rnn4j.testkit.golden;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.registry.Plugins;
import dev.rnn4j.core.unroll.OptimizerRun;
import dev.rnn4j.testkit.golden.GoldenCase.Training;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Repeats a case's training run, the full batch at each step, and compares at its checkpoints. */
final class TrainingConformance {
    /** The settings that have another name here; the others differ by hyphens alone. */
    private static final Map<String, String> SETTINGS = Map.of(
            "lr", "learning-rate",
            "eps", "epsilon",
            "lr_decay", "learning-rate-decay",
            "initial_accumulator_value", "initial-accumulator");

    private TrainingConformance() {}

    static void run(GoldenCase golden, Training training, List<Comparison> to) {
        Optimizer optimizer = optimizer(training);
        GoldenNetwork network = new GoldenNetwork(golden);
        Map<String, OptimizerRun> runs = new LinkedHashMap<>();
        golden.params().forEach((name, start) -> runs.put(name, OptimizerRun.of(optimizer, start, Precision.FLOAT64)));
        TreeSet<Integer> checkpoints = new TreeSet<>(training.losses().keySet());
        checkpoints.addAll(training.params().keySet());
        for (int step = 0; ; step++) {
            Gradients g = network.gradients();
            if (checkpoints.contains(step)) {
                compare(training, step, g.loss(), runs, to);
            }
            if (step == checkpoints.last()) {
                return;
            }
            runs.forEach((name, run) -> {
                run.step(g.parameters().get(name), 1);
                network.setParameter(name, run.parameter());
            });
        }
    }

    private static void compare(
            Training training, int step, double loss, Map<String, OptimizerRun> runs, List<Comparison> to) {
        String part = "training " + step;
        String what = "training " + training.id() + ", " + step + " steps, ";
        Double expected = training.losses().get(step);
        if (expected != null) {
            to.add(Comparison.relative(part, what + "loss", loss, expected, Conformance.TRAINING_TOLERANCE));
        }
        for (Map.Entry<String, Tensor> e :
                training.params().getOrDefault(step, Map.of()).entrySet()) {
            Tensor actual = runs.get(e.getKey()).parameter();
            to.add(Comparison.relative(part, what + e.getKey(), actual, e.getValue(), Conformance.TRAINING_TOLERANCE));
        }
    }

    private static Optimizer optimizer(Training training) {
        Map<String, Object> settings = new LinkedHashMap<>();
        training.settings()
                .forEach((name, value) -> settings.put(SETTINGS.getOrDefault(name, GoldenNetwork.ours(name)), value));
        try {
            return Plugins.installed().optimizer(GoldenNetwork.ours(training.optimizer()), settings);
        } catch (BadInputException e) {
            throw new BadInputException("training " + training.id() + ": " + e.getMessage(), e);
        }
    }
}
