package dev.rnn4j.core.train;

import com.google.common.collect.Iterators;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.Parameter;
import dev.rnn4j.core.engine.Updater;
import dev.rnn4j.core.kernel.Threads;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.pass.Backprop;
import dev.rnn4j.core.pass.Batch;
import dev.rnn4j.core.pass.Blueprint;
import dev.rnn4j.core.pass.LossGraph;
import dev.rnn4j.core.pass.Model;
import dev.rnn4j.core.pass.Pass;
import dev.rnn4j.core.pass.RowResults;
import dev.rnn4j.core.random.Draws;
import dev.rnn4j.core.registry.Plugins;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Trains a network on minibatches. The same network, data and seed give the same parameters, bit for bit.
 *
 * <pre>{@code
 * Trainer trainer = Trainer.builder(network).loss("cross-entropy").optimizer("adam").epochs(20).build();
 * trainer.train(examples);
 * }</pre>
 */
public final class Trainer {
    private static final String STOPPED = "stop() was called";

    private final Builder settings;
    private final Model model;
    private final Blueprint training;
    private final LossGraph trainingLoss;
    private final LossGraph useLoss;
    private final Updater updater;
    private final Draws masks;
    private Pass trainingPass;
    private Batch trainingBatch;
    private Pass usePass;
    private volatile boolean stopAsked;

    private Trainer(Builder b) {
        this.settings = b;
        this.model = b.network.model();
        this.training = model.blueprint(true, true, false);
        this.masks = Draws.of(b.seed, "masks");
        this.trainingLoss = LossGraph.of(b.loss, training);
        this.useLoss = LossGraph.of(b.loss, model.use());
        this.updater = new Updater(b.optimizer, model.parameters(), Kernels.of(model.precision(), b.threads));
    }

    /** Starts a description. */
    public static Builder builder(Network network) {
        return new Builder(network);
    }

    /** What a trainer is made from. Only {@code loss} must be given. */
    public static final class Builder {
        private final Network network;
        private Loss loss;
        private Optimizer optimizer;
        private int epochs = 10;
        private int batchSize = 32;
        private double clipNorm;
        private double clipValue;
        private Schedule schedule = Schedule.constant();
        private Reduction reduction = Reduction.MEAN;
        private Truncation truncation = Truncation.none();
        private boolean updateEachChunk;
        private boolean shuffle = true;
        private int shuffleBuffer = 1024;
        private boolean bucketed;
        private long seed;
        private int threads = Threads.limit();
        private List<Example> validation = List.of();
        private int patience;
        private List<Metric> metrics = List.of();
        private final List<TrainingListener> listeners = new ArrayList<>();

        private Builder(Network network) {
            this.network = network;
            this.seed = network.seed();
        }

        /**
         * Most threads that share the work; what is learned is the same with any number. By default as many as there are
         * processors, or as the system property {@code rnn4j.threads} says.
         *
         * @throws BadInputException if it is not 1 or more
         */
        public Builder threads(int newThreads) {
            threads = Threads.check(newThreads);
            return this;
        }

        /** The loss. */
        public Builder loss(Loss newLoss) {
            loss = newLoss;
            return this;
        }

        /** A registered loss. */
        public Builder loss(String name) {
            return loss(Plugins.installed().loss(name));
        }

        /** A registered loss with settings. */
        public Builder loss(String name, Map<String, ?> values) {
            return loss(Plugins.installed().loss(name, values));
        }

        /** The optimizer. */
        public Builder optimizer(Optimizer newOptimizer) {
            optimizer = newOptimizer;
            return this;
        }

        /** A registered optimizer. */
        public Builder optimizer(String name) {
            return optimizer(Plugins.installed().optimizer(name));
        }

        /** A registered optimizer with settings. */
        public Builder optimizer(String name, Map<String, ?> values) {
            return optimizer(Plugins.installed().optimizer(name, values));
        }

        /** How often all examples are gone through at most; 10 unless said. */
        public Builder epochs(int n) {
            epochs = positive(n, "epochs");
            return this;
        }

        /** Sequences in a minibatch; 32 unless said. A last, smaller batch is trained too. */
        public Builder batchSize(int n) {
            batchSize = positive(n, "sequences in a batch");
            return this;
        }

        /** Scales the gradient so that its norm over all parameters is at most this (Pascanu et al. 2013). */
        public Builder clipNorm(double most) {
            clipNorm = positive(most, "norm");
            return this;
        }

        /** Keeps each number of the gradient within plus and minus this. */
        public Builder clipValue(double most) {
            clipValue = positive(most, "value");
            return this;
        }

        /** How the learning rate changes. */
        public Builder schedule(Schedule newSchedule) {
            schedule = newSchedule;
            return this;
        }

        /** How the rows' losses become one; the mean unless said. */
        public Builder reduction(Reduction newReduction) {
            reduction = newReduction;
            return this;
        }

        /** How far gradients go back; all the way unless said. */
        public Builder truncation(Truncation newTruncation) {
            truncation = newTruncation;
            return this;
        }

        /**
         * An optimizer step after each chunk of {@code truncation(Truncation.chunks(k))}, not after each batch of whole
         * sequences; a row's states are carried to its next chunk. So the parameters that computed a row's states may be
         * older than those that use them. A row whose sequence has ended begins the next one with the next chunk, so no row
         * waits for the longest; a sequence's last chunk may be shorter. This is how language models are trained on long
         * texts; {@link dev.rnn4j.core.data.Example#streams} cuts a text into rows.
         */
        public Builder updateEachChunk() {
            updateEachChunk = true;
            return this;
        }

        /** Whether each epoch goes through the examples in an order of its own; true unless said. */
        public Builder shuffle(boolean yes) {
            shuffle = yes;
            return this;
        }

        /**
         * How many examples are held for shuffling when they do not come as a list; 1024 unless said. Each next one is
         * drawn from those held.
         */
        public Builder shuffleBuffer(int n) {
            shuffleBuffer = positive(n, "examples to shuffle among");
            return this;
        }

        /**
         * Makes batches of sequences of similar length: some batches at a time are sorted by length, after the
         * examples were shuffled, and come in an order by chance. A batch is as long as its longest sequence, so this
         * saves time if lengths differ much.
         */
        public Builder bucketed() {
            bucketed = true;
            return this;
        }

        private Batches batches() {
            return new Batches(batchSize, shuffle, shuffleBuffer, bucketed, seed);
        }

        /** Of shuffling and dropout; the network's own unless said. */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /** Examples to judge by after each epoch; the parameters of the best epoch are kept. */
        public Builder validation(List<Example> examples) {
            validation = List.copyOf(examples);
            return this;
        }

        /** Stops after so many epochs without a better validation loss; never unless said. */
        public Builder patience(int n) {
            patience = positive(n, "epochs of patience");
            return this;
        }

        /** What evaluations measure beside the loss, each under a name of its own. */
        public Builder metrics(Metric... newMetrics) {
            Set<String> names = new HashSet<>();
            for (Metric m : newMetrics) {
                if (!names.add(m.name())) {
                    throw new BadInputException("two metrics are called '" + m.name()
                            + "': a report has one number for each name; leave one out, or call its named(...)");
                }
            }
            metrics = List.of(newMetrics);
            return this;
        }

        /** Who is told; several are told in order. */
        public Builder listener(TrainingListener listener) {
            listeners.add(listener);
            return this;
        }

        private static int positive(int n, String what) {
            if (n < 1) {
                throw new BadInputException("a trainer with " + n + " " + what + ": it needs at least 1");
            }
            return n;
        }

        private static double positive(double x, String what) {
            if (!(x > 0)) {
                throw new BadInputException("clipping to a " + what + " of " + x + ": it must be above 0");
            }
            return x;
        }

        /**
         * The trainer.
         *
         * @throws BadInputException if something is missing or does not fit the network
         */
        public Trainer build() {
            if (loss == null) {
                throw new BadInputException("the trainer has no loss: call loss(\"cross-entropy\"), for example");
            }
            if (optimizer == null) {
                throw new BadInputException("the trainer has no optimizer: call optimizer(\"adam\"), for example");
            }
            if (patience > 0 && validation.isEmpty()) {
                throw new BadInputException("patience(" + patience
                        + ") needs validation(examples) to judge by: give some, or leave it out");
            }
            LossGraph.check(loss, truncation);
            SequenceCounts.check(metrics, loss);
            if (updateEachChunk) {
                ChunkRules.check(truncation, network.model().use());
            }
            return new Trainer(this);
        }
    }

    /**
     * Trains. Calling it again goes on with the optimizer's slots as they are.
     *
     * @param examples gone through once in each epoch. A list is shuffled as a whole; anything else is read as it is
     *     needed and never held as a whole, see {@link Builder#shuffleBuffer}.
     * @throws BadInputException if there are no examples, one does not fit, or the loss is not finite any more
     */
    public TrainingReport train(Iterable<Example> examples) {
        if (examples instanceof List<Example> list && !list.isEmpty()) {
            ChunkRules.check(settings.truncation, list, training);
            if (settings.updateEachChunk) {
                Batch.of(list, training, settings.loss); // checks them before anything is learned
            }
        }
        List<EpochReport> history = new ArrayList<>();
        int best = 0;
        double bestLoss = Double.POSITIVE_INFINITY;
        Map<String, Tensor> bestParameters = Map.of();
        String stopped = "";
        for (int epoch = 1; epoch <= settings.epochs && stopped.isEmpty(); epoch++) {
            double loss = epoch(examples, epoch);
            if (stopAsked) {
                stopped = STOPPED;
                break;
            }
            Optional<Evaluation> validation =
                    settings.validation.isEmpty() ? Optional.empty() : Optional.of(evaluate(settings.validation));
            EpochReport report = new EpochReport(epoch, loss, validation);
            history.add(report);
            if (validation.isEmpty()) {
                best = epoch;
            } else if (validation.get().loss() < bestLoss) {
                best = epoch;
                bestLoss = validation.get().loss();
                bestParameters = model.tensors(false);
            }
            for (TrainingListener l : settings.listeners) {
                if (!l.epochEnd(report)) {
                    stopped = "a listener asked for it";
                }
            }
            if (stopped.isEmpty() && settings.patience > 0 && epoch - best >= settings.patience) {
                stopped = "no better validation loss for " + settings.patience + " epochs";
            }
        }
        if (best != history.size() || stopped.equals(STOPPED)) {
            bestParameters.forEach(model::set);
        }
        stopAsked = false;
        return new TrainingReport(List.copyOf(history), best, stopped);
    }

    /**
     * Asks the training to end after the batch that is running; any thread may ask, and any listener. If none is running,
     * the next one ends before its first batch. The network keeps what it has learned by then; with validation it goes
     * back to the parameters of the best epoch, if one is complete. The epoch that was broken off is not reported.
     */
    public void stop() {
        stopAsked = true;
    }

    private double epoch(Iterable<Example> examples, int epoch) {
        double sum = 0;
        int batches = 0;
        if (settings.updateEachChunk) {
            Iterator<Example> checked = Iterators.transform(settings.batches().order(examples, epoch), e -> {
                Batch.of(List.of(e), training, settings.loss); // chunks are not checked again
                return e;
            });
            ChunkedRows rows = new ChunkedRows(checked, settings.batchSize, settings.truncation.back(), training);
            while (!stopAsked && rows.hasNext()) {
                Batch batch = rows.next(masks());
                sum += step(batch, Truncation.none(), epoch, rows::advance);
                batches++;
            }
        } else {
            Iterator<List<Example>> parts = settings.batches().epoch(examples, epoch);
            while (!stopAsked && parts.hasNext()) {
                trainingBatch = Batch.of(parts.next(), training, settings.loss, trainingBatch);
                sum += step(trainingBatch, settings.truncation, epoch, run -> {});
                batches++;
            }
        }
        if (batches == 0 && !stopAsked) {
            throw new BadInputException(
                    epoch == 1
                            ? "there are no examples to train on: give one at least"
                            : "there are no examples any more in epoch " + epoch
                                    + ": each call of iterator() has to begin anew");
        }
        return sum / batches;
    }

    /** The dropout masks of the next step. */
    private Draws masks() {
        return masks.at(updater.steps() + 1);
    }

    /** One optimizer step; {@code after} sees the batch's run before it. */
    private double step(Batch batch, Truncation truncation, int epoch, Consumer<Backprop> after) {
        int steps = truncation.stepsAtOnce(batch.steps());
        trainingPass =
                model.pass(trainingPass, training, batch, steps, settings.batchSize, trainingLoss, settings.threads);
        long number = updater.steps() + 1;
        model.parameters().clearGradients();
        Backprop run = new Backprop(trainingPass, batch, Map.of(), masks(), null);
        double loss = run.run(settings.reduction, truncation, true);
        after.accept(run);
        double norm = clip();
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            throw new BadInputException(
                    "the " + (Double.isFinite(loss) ? "gradient" : "loss") + " is not finite at step "
                            + number + " (epoch " + epoch + ", loss " + loss
                            + "): lower the learning rate, or clip the gradient with clipNorm(1); the parameters are those of the"
                            + " step before");
        }
        updater.step(settings.schedule.factor(number, epoch));
        BatchReport report = new BatchReport(number, epoch, loss, norm);
        for (TrainingListener l : settings.listeners) {
            l.batchEnd(report);
        }
        return loss;
    }

    /** Clips the gradient; its norm before. */
    private double clip() {
        double square = 0;
        for (Parameter p : model.parameters().all()) {
            square += p.squaredNorm();
        }
        double norm = Math.sqrt(square);
        for (Parameter p : model.parameters().all()) {
            if (settings.clipValue > 0) {
                p.clampGradient(settings.clipValue);
            }
            if (settings.clipNorm > 0 && norm > settings.clipNorm) {
                p.scaleGradient(settings.clipNorm / norm);
            }
        }
        return norm;
    }

    /** How the network does on some examples, without dropout. */
    public Evaluation evaluate(Iterable<Example> examples) {
        Iterator<List<Example>> parts = Batches.inOrder(settings.batchSize).epoch(examples, 0);
        if (!parts.hasNext()) {
            throw new BadInputException("there are no examples to evaluate on: give one at least");
        }
        Map<Metric, Metric.Count> counts = new LinkedHashMap<>();
        settings.metrics.forEach(m -> counts.put(m, m.start()));
        List<Metric.SequenceCount> ofSequences = counts.values().stream()
                .filter(Metric.SequenceCount.class::isInstance)
                .map(Metric.SequenceCount.class::cast)
                .toList();
        double sum = 0;
        double weight = 0;
        Batch batch = null;
        while (parts.hasNext()) {
            batch = Batch.of(parts.next(), model.use(), settings.loss, batch);
            int steps = useLoss.stepsAtOnce(model.use(), batch.steps());
            usePass = model.pass(usePass, model.use(), batch, steps, settings.batchSize, useLoss, settings.threads);
            RowResults rows = new RowResults(usePass, batch, settings.reduction);
            sum += rows.run(
                    (output, target, loss) -> counts.values().forEach(c -> c.add(output, target, loss)),
                    ofSequences.isEmpty()
                            ? null
                            : (outputs, target, loss) ->
                                    ofSequences.forEach(c -> c.addSequence(outputs, target, loss)));
            weight += rows.weight();
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        counts.forEach((m, c) -> metrics.put(m.name(), c.value()));
        boolean mean = settings.reduction != Reduction.SUM;
        return new Evaluation(mean ? weight > 0 ? sum / weight : 0 : sum, metrics);
    }
}
