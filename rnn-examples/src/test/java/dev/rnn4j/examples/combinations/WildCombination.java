package dev.rnn4j.examples.combinations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.core.Attention;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Merge;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.generate.Generator;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import dev.rnn4j.core.network.Stream;
import dev.rnn4j.core.registry.Plugins;
import dev.rnn4j.core.train.Metric;
import dev.rnn4j.core.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Layers and data without regard to what fits: all is either done, with finite numbers, or refused in one line. */
final class WildCombination {
    private final long seed;
    private final Chance chance;
    private final List<String> calls = new ArrayList<>();

    WildCombination(long seed) {
        this.seed = seed;
        this.chance = new Chance(seed);
    }

    void check() {
        tried("build", this::build).ifPresent(network -> {
            tried("text", () -> network.summary() + network.equations());
            for (int round = 0; round < 3; round++) {
                use(network);
            }
        });
    }

    private <T> Optional<T> tried(String what, Supplier<T> f) {
        try {
            return Optional.of(f.get());
        } catch (BadInputException e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new AssertionError(what + ", seed " + seed + ", " + calls + ": " + e, e);
        }
    }

    private Network build() {
        NetworkBuilder b = Network.builder().seed(seed);
        if (chance.onceIn(2)) {
            b.tokens(3);
        } else {
            b.inputs(3);
        }
        if (chance.onceIn(5)) {
            b.inputMode(chance.oneOf(InputMode.values()));
        }
        int layers = chance.within(0, 6);
        for (int i = 0; i < layers; i++) {
            layer(b);
        }
        if (!chance.onceIn(4)) {
            b.dense(chance.within(1, 3), chance.oneOf("softmax", "identity", "sigmoid"));
        }
        return b.build();
    }

    private void layer(NetworkBuilder b) {
        String cell = chance.oneOf("simple", "lstm", "zoneout(cell=gru)", "residual(cell=simple)", "clipped(cell=sru)");
        int units = chance.within(2, 3);
        int what = chance.within(0, 17);
        calls.add(what + " " + cell + " " + units);
        switch (what) {
            case 0, 1, 2 -> b.recurrent(cell, units);
            case 3 -> b.reverse(cell, units);
            case 4 -> b.bidirectional(cell, units, chance.oneOf(Merge.values()));
            case 5 -> b.learnInitialStates();
            case 6 -> b.dropout(0.3);
            case 7 -> b.layerNorm();
            case 8 -> b.lastStep();
            case 9 -> b.meanPool();
            case 10 -> b.maxPool();
            case 11 -> b.decodeTokens(3);
            case 12 -> b.decodeRows(units);
            case 13 -> b.attention(chance.oneOf(Attention.values()));
            case 14 -> b.context();
            case 15 -> b.embedding(units);
            default -> b.dense(units, chance.oneOf("tanh", "softmax"));
        }
    }

    private void use(Network network) {
        Loss loss = Plugins.installed()
                .loss(chance.oneOf(
                        "mse", "cross-entropy", "cross-entropy(ignored-index=-100)", "binary-cross-entropy", "ctc"));
        List<Example> batch = new ArrayList<>();
        int rows = chance.within(1, 3);
        for (int i = 0; i < rows; i++) {
            tried("example", () -> example(network)).ifPresent(batch::add);
        }
        if (batch.isEmpty()) {
            return;
        }
        calls.add(loss.name() + " " + batch);
        Series input = batch.get(0).input();
        Truncation cut = chance.oneOf(Truncation.none(), Truncation.chunks(2), Truncation.window(1, 3));
        tried("gradients", () -> network.gradients(batch, loss, Reduction.MEAN, cut, Map.of()))
                .ifPresent(this::finite);
        tried(
                "predict",
                () -> network.predict(batch.stream().map(Example::input).toList()));
        tried("generate", () -> network.generate(input, chance.within(0, 3)));
        tried("attention", () -> network.attention(input, batch.get(0).target()));
        tried(
                "generator",
                () -> Generator.builder(network)
                        .maximumLength(3)
                        .beam(2)
                        .build()
                        .generate(input));
        tried("write", () -> {
            Stream s = network.stream(input);
            s.step();
            return s.step(chance.within(0, 3));
        });
        tried(
                "stream",
                () -> network.readsTokens()
                        ? network.stream().step(1)
                        : network.stream().step(1, 2, 3));
        tried("train", () -> train(network, loss, cut, batch));
    }

    private Object train(Network network, Loss loss, Truncation cut, List<Example> batch) {
        Trainer.Builder b = Trainer.builder(network)
                .loss(loss)
                .optimizer(chance.oneOf("sgd", "adam"))
                .truncation(cut)
                .epochs(2)
                .batchSize(chance.within(1, 3))
                .metrics(Metric.accuracy(), Metric.f1(), Metric.bitsPerSymbol(), Metric.tokenErrorRate());
        if (chance.onceIn(3)) {
            b.updateEachChunk();
        }
        if (chance.onceIn(2)) {
            b.bucketed().validation(batch).patience(1);
        }
        Trainer trainer = b.build();
        Iterable<Example> examples = batch::iterator;
        trainer.train(chance.onceIn(2) ? batch : examples);
        return trainer.evaluate(examples);
    }

    private void finite(Gradients g) {
        assertTrue(Double.isFinite(g.loss()), () -> "loss " + g.loss() + ", seed " + seed + ", " + calls);
        for (Tensor t : g.parameters().values()) {
            assertTrue(Arrays.stream(t.toArray()).allMatch(Double::isFinite), () -> "seed " + seed + ", " + calls);
        }
    }

    private Example example(Network network) {
        Series input = series(network.inputWidth());
        if (network.inputMode() != InputMode.SEQUENCE && input.length() > 0) {
            input = input.slice(0, 1);
        }
        Series target = series(network.outputWidth());
        int wanted = network.manyToOne() ? 1 : input.length();
        if (!chance.onceIn(4) && target.length() != wanted) {
            target = Series.tokens(new int[wanted]);
        }
        Example e = new Example(input, target);
        if (chance.onceIn(6)) {
            e = e.withStepWeights(new double[target.length()]);
        }
        return chance.onceIn(6)
                ? e.withState(chance.oneOf("h_l0", "c_l0", "h_l0_reverse"), chance.row(chance.within(2, 3)))
                : e.weighted(chance.oneOf(0.0, 1.0, 1.0, 2.0));
    }

    private Series series(int width) {
        int steps = chance.within(0, 4);
        if (chance.onceIn(2)) {
            int[] tokens = new int[steps];
            Arrays.setAll(tokens, t -> chance.onceIn(20) ? chance.oneOf(-1, width, -100) : chance.within(0, width - 1));
            return Series.tokens(tokens);
        }
        double[][] rows = new double[steps][];
        Arrays.setAll(rows, t -> chance.row(chance.onceIn(20) ? 1 : width));
        return Series.rows(rows);
    }
}
