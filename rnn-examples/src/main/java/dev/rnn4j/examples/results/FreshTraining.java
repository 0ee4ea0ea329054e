package dev.rnn4j.examples.results;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.EpochReport;
import dev.rnn4j.core.train.Schedule;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.train.TrainingListener;
import dev.rnn4j.examples.Interruption;
import dev.rnn4j.examples.Progress;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Training on sequences that are drawn as they are needed: Adam, the gradient clipped to a norm of 1, and a learning rate
 * that falls to 0 along half a cosine.
 *
 * @param loss the name of the loss
 * @param steps of the optimizer
 * @param batchSize sequences in a step
 * @param learningRate at the start
 */
record FreshTraining(String loss, int steps, int batchSize, double learningRate) {
    /** Steps between two looks at how far it is. */
    private static final int PART = 25;

    /** The same, as short as can be. */
    FreshTraining quick() {
        return new FreshTraining(loss, 3, 4, learningRate);
    }

    /** Trains a network on what {@code draw} gives; the trainer can evaluate it. */
    Trainer train(Network network, Run run, Supplier<Example> draw) {
        try (Progress progress = run.progress(steps)) {
            Trainer trainer = Trainer.builder(network)
                    .loss(loss)
                    .optimizer("adam", Map.of("learning-rate", learningRate))
                    .schedule(Schedule.cosine(steps, 0))
                    .clipNorm(1)
                    .epochs(1)
                    .batchSize(batchSize)
                    .shuffle(false)
                    .listener(new TrainingListener() {
                        @Override
                        public boolean epochEnd(EpochReport report) {
                            progress.note(String.format(Locale.ROOT, "loss %.4f", report.loss()));
                            return true;
                        }
                    })
                    .build();
            Interruption.saving(
                    run.row(),
                    null,
                    file -> {
                        network.save(file);
                        return file + "; Network.load reads it";
                    },
                    () -> {
                        for (int done = 0; done < steps; done += PART) {
                            int part = Math.min(PART, steps - done);
                            Interruption.train(
                                    trainer,
                                    Stream.generate(draw)
                                            .limit((long) part * batchSize)
                                            .toList());
                            progress.step(part);
                        }
                    });
            return trainer;
        }
    }

    /** In words, for the page. */
    String about() {
        return String.format(
                Locale.ROOT,
                "Trained on %,d sequences as they are drawn: %,d steps of Adam with %d each, learning rate %s"
                        + " falling to 0 along half a cosine, gradient clipped to a norm of 1.",
                (long) steps * batchSize,
                steps,
                batchSize,
                learningRate);
    }
}
