package dev.rnn4j.examples.combinations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.Stream;
import dev.rnn4j.core.train.BatchReport;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** One network, one batch, and what has to hold for them, in 64 bits. */
final class Combination {
    private static final double STEP = 1e-6;
    private static final double SAME = 1e-10;

    private final long seed;
    private final Chance chance;
    private final RandomNetwork drawn;
    private final Network network;
    private final Loss loss;
    private final List<Example> batch;
    private final Reduction reduction;

    Combination(long seed) {
        this.seed = seed;
        chance = new Chance(seed + 1);
        drawn = RandomNetwork.of(seed, Precision.FLOAT64);
        network = drawn.network();
        loss = drawn.loss();
        batch = RandomBatch.of(seed + 2, drawn);
        reduction = chance.oneOf(Reduction.values());
    }

    @Override
    public String toString() {
        StringBuilder s = new StringBuilder("seed " + seed + ", " + reduction + "\n" + drawn + "\n");
        batch.forEach(e -> s.append(e).append('\n'));
        return s.toString();
    }

    private Gradients gradients(List<Example> examples, Reduction how, Truncation truncation) {
        return network.gradients(examples, loss, how, truncation, Map.of());
    }

    // ---- gradients

    void gradientsAreThoseOfTheLoss() {
        Gradients g = gradients(batch, reduction, Truncation.none());
        DoubleSupplier f = () -> gradients(batch, reduction, Truncation.none()).loss();
        for (int i = 0; i < 8; i++) {
            String name = chance.oneOf(network.parameterNames().toArray(new String[0]));
            Tensor p = network.parameter(name);
            int at = chance.within(0, p.size() - 1);
            differentiated(name + " " + at, g.parameters().get(name).flat(at), p.flat(at), f, x -> {
                Tensor moved = p.copy();
                moved.setFlat(at, x);
                network.setParameter(name, moved);
            });
        }
        inputGradient(g);
        stateGradient(g);
    }

    private void inputGradient(Gradients g) {
        int b = chance.within(0, batch.size() - 1);
        Series input = batch.get(b).input();
        if (network.readsTokens() || input.length() == 0) {
            return;
        }
        int t = chance.within(0, input.length() - 1);
        int i = chance.within(0, input.width() - 1);
        List<Example> moved = new ArrayList<>(batch);
        differentiated(
                "input " + b + " " + t + " " + i,
                t < g.input().size(0) ? g.input().get(t, b, i) : 0,
                input.get(t, i),
                () -> gradients(moved, reduction, Truncation.none()).loss(),
                x -> {
                    double[][] rows = rows(input);
                    rows[t][i] = x;
                    Example e = batch.get(b);
                    moved.set(b, new Example(Series.rows(rows), e.target(), e.states(), e.weight(), e.stepWeights()));
                });
    }

    private static double[][] rows(Series s) {
        double[][] rows = new double[s.length()][s.width()];
        for (int t = 0; t < rows.length; t++) {
            for (int i = 0; i < s.width(); i++) {
                rows[t][i] = s.get(t, i);
            }
        }
        return rows;
    }

    private void stateGradient(Gradients g) {
        int b = chance.within(0, batch.size() - 1);
        for (Map.Entry<String, Tensor> s : batch.get(b).states().entrySet()) {
            int i = chance.within(0, s.getValue().size() - 1);
            List<Example> moved = new ArrayList<>(batch);
            differentiated(
                    "state " + b + " " + s.getKey(),
                    g.states().get(s.getKey()).get(b, i),
                    s.getValue().get(i),
                    () -> gradients(moved, reduction, Truncation.none()).loss(),
                    x -> {
                        double[] row = s.getValue().toArray();
                        row[i] = x;
                        moved.set(b, batch.get(b).withState(s.getKey(), row));
                    });
        }
    }

    private interface Mover {
        void move(double x);
    }

    /** Compares with the central difference, unless the loss has a kink there. */
    private static void differentiated(String what, double gradient, double at, DoubleSupplier f, Mover mover) {
        mover.move(at + STEP);
        double right = f.getAsDouble();
        mover.move(at - STEP);
        double left = f.getAsDouble();
        mover.move(at);
        double here = f.getAsDouble();
        double difference = (right - left) / (2 * STEP);
        double bend = Math.abs(right - here - (here - left)) / STEP;
        double size = Math.max(1, Math.abs(difference));
        if (bend < 1e-3 * size) {
            assertEquals(difference, gradient, 2e-6 * size + bend / 2, what);
        }
    }

    // ---- batches

    void aBatchIsItsRowsOneByOne() {
        Gradients all = gradients(batch, Reduction.SUM, Truncation.none());
        double sum = 0;
        Map<String, Tensor> sums = new HashMap<>();
        for (int b = 0; b < batch.size(); b++) {
            Gradients one = gradients(List.of(batch.get(b)), Reduction.SUM, Truncation.none());
            sum += one.loss();
            one.parameters().forEach((name, t) -> sums.merge(name, t.copy(), Combination::sum));
            sameRow("outputs", one.outputs(), all.outputs(), b);
            sameRow("logits", one.logits(), all.logits(), b);
            if (all.hidden() != null) {
                sameRow("hidden", one.hidden(), all.hidden(), b);
            }
            for (String state : one.finalStates().keySet()) {
                sameRow(state, one.finalStates().get(state), all.finalStates().get(state), b);
            }
            for (String state : one.states().keySet()) {
                sameRow("d " + state, one.states().get(state), all.states().get(state), b);
            }
            if (all.input() != null) {
                sameRow("d input", one.input(), all.input(), b);
            }
        }
        close("loss", sum, all.loss());
        sums.forEach((name, t) -> same(name, t, all.parameters().get(name)));
        same(
                "outputs again",
                all.outputs(),
                gradients(batch, reduction, Truncation.none()).outputs());
    }

    private static Tensor sum(Tensor a, Tensor b) {
        for (int i = 0; i < a.size(); i++) {
            a.setFlat(i, a.flat(i) + b.flat(i));
        }
        return a;
    }

    /** Row b of {@code all}, of which the steps behind those of {@code one} are zeros. */
    private static void sameRow(String what, Tensor one, Tensor all, int b) {
        if (all.shape().length == 2) {
            for (int i = 0; i < all.size(1); i++) {
                close(what + " of row " + b, one.get(0, i), all.get(b, i));
            }
            return;
        }
        for (int t = 0; t < all.size(0); t++) {
            for (int i = 0; i < all.size(2); i++) {
                double expected = t < one.size(0) ? one.get(t, 0, i) : 0;
                close(what + " of row " + b + ", step " + t, expected, all.get(t, b, i));
            }
        }
    }

    private static void same(String what, Tensor expected, Tensor actual) {
        assertEquals(expected.size(), actual.size(), what);
        for (int i = 0; i < expected.size(); i++) {
            close(what + " at " + i, expected.flat(i), actual.flat(i));
        }
    }

    private static void close(String what, double expected, double actual) {
        assertEquals(expected, actual, SAME * Math.max(1, Math.abs(expected)), what);
    }

    // ---- the same by other ways

    void outputsAreThoseOfPredictionAndOfAStream() {
        Gradients g = gradients(batch, reduction, Truncation.none());
        for (int b = 0; b < batch.size(); b++) {
            Example e = batch.get(b);
            if (drawn.decodes()) {
                written(network.stream(e.input()), e, b, g);
                refused(() -> network.predict(e.input()));
            } else if (drawn.mode() != InputMode.SEQUENCE) {
                if (e.target().length() > 0) {
                    outputs("generated", network.generate(e.input(), e.target().length(), e.states()), b, g);
                }
                refused(() -> network.predict(e.input()));
            } else {
                outputs("predicted", network.predict(e.input(), e.states()), b, g);
                streamed(e, b, g);
            }
        }
        if (!drawn.decodes() && drawn.mode() == InputMode.SEQUENCE) {
            List<Series> inputs = batch.stream().map(Example::input).toList();
            List<Tensor> predicted = network.predict(inputs);
            for (int b = 0; b < batch.size(); b++) {
                if (batch.get(b).states().isEmpty()) {
                    outputs("predicted together", predicted.get(b), b, g);
                }
            }
        }
    }

    private void outputs(String how, Tensor y, int b, Gradients g) {
        int w = network.outputWidth();
        for (int i = 0; i < y.size(); i++) {
            double expected =
                    network.manyToOne() ? g.outputs().get(b, i) : g.outputs().get(i / w, b, i % w);
            close(how + ", row " + b + " at " + i, expected, y.flat(i));
        }
    }

    private void written(Stream stream, Example e, int b, Gradients g) {
        for (int t = 0; t < e.target().length(); t++) {
            double[] y = t == 0
                    ? stream.step()
                    : !e.target().isTokens()
                            ? stream.step(rows(e.target())[t - 1])
                            : e.target().token(t - 1) < 0
                                    ? null
                                    : stream.step(e.target().token(t - 1));
            if (y == null) {
                return;
            }
            for (int i = 0; i < y.length; i++) {
                close("written by row " + b + " at step " + t, g.outputs().get(t, b, i), y[i]);
            }
        }
    }

    private void streamed(Example e, int b, Gradients g) {
        if (network.manyToOne() || !drawn.forwards()) {
            refused(network::stream);
            refused(() -> network.streams(2));
            return;
        }
        Stream stream = network.stream(e.states());
        for (int t = 0; t < e.input().length(); t++) {
            if (t == 2) {
                stream = stream.copy();
            }
            double[] y = e.input().isTokens() ? stream.step(e.input().token(t)) : stream.step(rows(e.input())[t]);
            for (int i = 0; i < y.length; i++) {
                close("streamed, row " + b + " at step " + t, g.outputs().get(t, b, i), y[i]);
            }
        }
    }

    static void refused(Runnable what) {
        try {
            what.run();
        } catch (BadInputException expected) {
            assertTrue(!expected.getMessage().contains("\n"), expected.getMessage());
            return;
        }
        throw new AssertionError("not refused");
    }

    void evaluationHasTheLossOfGradients() {
        double expected = gradients(batch, reduction, Truncation.none()).loss();
        Trainer trainer = trainer(network, 1e-3).batchSize(chance.within(1, 3)).build();
        close("loss", expected, trainer.evaluate(batch).loss());
        trainer.evaluate(RandomBatch.of(seed + 3, drawn, 9));
        close("loss again", expected, trainer.evaluate(batch).loss());
    }

    private Trainer.Builder trainer(Network of, double rate) {
        return Trainer.builder(of)
                .loss(loss)
                .optimizer("sgd", Map.of("learning-rate", rate))
                .reduction(reduction)
                .shuffle(false)
                .epochs(1)
                .seed(seed);
    }

    void whatWasComputedBeforeLeavesNoTrace() {
        Gradients before = gradients(batch, reduction, Truncation.none());
        gradients(RandomBatch.of(seed + 4, drawn, 8), reduction, Truncation.none());
        gradients(RandomBatch.of(seed + 5, drawn, 3), reduction, Truncation.none());
        Gradients after = gradients(batch, reduction, Truncation.none());
        assertEquals(before.loss(), after.loss());
        assertEquals(before.outputs(), after.outputs());
        assertEquals(before.finalStates(), after.finalStates());
        assertEquals(before.states(), after.states());
        assertEquals(before.input(), after.input());
        before.parameters()
                .forEach((name, t) -> assertEquals(t, after.parameters().get(name), name));
    }

    void aSavedNetworkIsTheSame() {
        try {
            Path file = Files.createTempFile("combination", ".safetensors");
            network.save(file);
            Network loaded = Network.load(file);
            Files.delete(file);
            Gradients expected = gradients(batch, reduction, Truncation.none());
            Gradients actual = loaded.gradients(batch, loss, reduction, Truncation.none(), Map.of());
            assertEquals(expected.outputs(), actual.outputs());
            assertEquals(expected.parameters(), actual.parameters());
            assertEquals(network.summary(), loaded.summary());
            assertEquals(network.equations(), loaded.equations());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void theOtherPrecisionIsNear() {
        Network single = RandomNetwork.of(seed, Precision.FLOAT32).network();
        Tensor expected = gradients(batch, reduction, Truncation.none()).outputs();
        Tensor actual = single.gradients(batch, loss, reduction, Truncation.none(), Map.of())
                .outputs();
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.flat(i), actual.flat(i), 2e-3, "output " + i);
        }
    }

    // ---- truncation

    private boolean cuts() {
        return drawn.forwards() && !drawn.decodes() && !drawn.lossSpec().startsWith("ctc") && !pools();
    }

    private boolean pools() {
        return network.summary().contains("over the steps");
    }

    void truncationChangesNothingButTheGradients() {
        Truncation chunks = Truncation.chunks(2);
        Truncation windows = Truncation.window(2, 7);
        if (!cuts()) {
            refused(() -> gradients(batch, reduction, chunks));
            return;
        }
        Gradients whole = gradients(batch, reduction, Truncation.none());
        Gradients cut = gradients(batch, reduction, chunks);
        close("loss in chunks", whole.loss(), cut.loss());
        same("outputs in chunks", whole.outputs(), cut.outputs());
        whole.finalStates().forEach((name, t) -> same(name, t, cut.finalStates().get(name)));
        Gradients far = gradients(batch, reduction, windows);
        close("loss in windows", whole.loss(), far.loss());
        same("outputs in windows", whole.outputs(), far.outputs());
        whole.parameters()
                .forEach((name, t) ->
                        same("far window, " + name, t, far.parameters().get(name)));
    }

    void chunksWithAnUpdateEachAddUp() {
        if (!cuts() || network.manyToOne() || hasMasks()) {
            return;
        }
        int longest = batch.stream().mapToInt(e -> e.target().length()).max().orElse(0);
        if (longest == 0) {
            return;
        }
        double[] sum = new double[1];
        trainer(network, 1e-300)
                .reduction(Reduction.SUM)
                .batchSize(chance.within(1, 3))
                .truncation(Truncation.chunks(chance.within(1, longest)))
                .updateEachChunk()
                .listener(new TrainingListener() {
                    @Override
                    public void batchEnd(BatchReport report) {
                        sum[0] += report.loss();
                    }
                })
                .build()
                .train(batch);
        close(
                "loss of all chunks",
                gradients(batch, Reduction.SUM, Truncation.none()).loss(),
                sum[0]);
    }

    private boolean hasMasks() {
        String s = network.summary();
        return s.contains("dropout") || s.contains("zoneout");
    }

    // ---- training

    /** A step of plain descent subtracts the gradient, that through the masks drawn included. */
    void trainingFollowsTheGradientThroughItsMasks() {
        Map<String, Tensor> start = parameters();
        trained(start);
        Map<String, Tensor> moved = parameters();
        for (int i = 0; i < 3; i++) {
            String name = chance.oneOf(network.parameterNames().toArray(new String[0]));
            int at = chance.within(0, start.get(name).size() - 1);
            double before = start.get(name).flat(at);
            Map<String, Tensor> from = new HashMap<>(start);
            double[] here = {before};
            differentiated(
                    "trained " + name + " " + at,
                    before - moved.get(name).flat(at),
                    before,
                    () -> {
                        Tensor t = start.get(name).copy();
                        t.setFlat(at, here[0]);
                        from.put(name, t);
                        return trained(from);
                    },
                    x -> here[0] = x);
        }
        start.forEach(network::setParameter);
    }

    private Map<String, Tensor> parameters() {
        Map<String, Tensor> all = new HashMap<>();
        network.parameterNames().forEach(n -> all.put(n, network.parameter(n)));
        return all;
    }

    /** The loss of the only step from these parameters. */
    private double trained(Map<String, Tensor> from) {
        from.forEach(network::setParameter);
        return trainer(network, 1).build().train(batch).history().get(0).loss();
    }

    void theSameSeedGivesTheSameBits() {
        List<Map<String, Tensor>> both = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            Network fresh = RandomNetwork.of(seed, Precision.FLOAT32).network();
            trainer(fresh, 0.01)
                    .optimizer("adam")
                    .shuffle(true)
                    .bucketed()
                    .batchSize(2)
                    .epochs(2)
                    .build()
                    .train(batch);
            Map<String, Tensor> all = new HashMap<>();
            fresh.parameterNames().forEach(n -> all.put(n, fresh.parameter(n)));
            both.add(all);
        }
        assertEquals(both.get(0), both.get(1));
    }

    /** All of them; the network is as it was after each. */
    void check() {
        List.<Runnable>of(
                        this::gradientsAreThoseOfTheLoss,
                        this::aBatchIsItsRowsOneByOne,
                        this::outputsAreThoseOfPredictionAndOfAStream,
                        this::evaluationHasTheLossOfGradients,
                        this::whatWasComputedBeforeLeavesNoTrace,
                        this::aSavedNetworkIsTheSame,
                        this::theOtherPrecisionIsNear,
                        this::truncationChangesNothingButTheGradients,
                        this::chunksWithAnUpdateEachAddUp,
                        this::trainingFollowsTheGradientThroughItsMasks,
                        this::theSameSeedGivesTheSameBits)
                .forEach(rule -> {
                    try {
                        rule.run();
                    } catch (RuntimeException | AssertionError e) {
                        throw new AssertionError(e + " with " + this, e);
                    }
                });
    }
}
