package dev.rnn4j.testkit;

import dev.rnn4j.api.Loss;
import dev.rnn4j.api.LossProvider;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.unroll.LossRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** The rules of {@link LossContract}, one method each; a broken one throws an {@link AssertionError}. */
public final class LossChecks {
    private static final double[] EXTREMES = {0, 1, -1, 50, -50, 1e3, -1e3, 1e6, -1e6};

    private LossChecks() {}

    private static String name(Loss loss) {
        return Subject.name("loss", loss);
    }

    /** What a loss is given as targets. */
    public enum Targets {
        /** Any numbers. */
        NUMBERS,
        /** One-hot rows, and distributions over the classes. */
        CLASSES,
        /** 0 or 1 in each column, or a probability. */
        PROBABILITIES;

        /** What suits a loss, by the activation from whose logits it starts. */
        public static Targets of(Loss loss) {
            return switch (loss.logitsOf()) {
                case "softmax" -> CLASSES;
                case "sigmoid" -> PROBABILITIES;
                default -> NUMBERS;
            };
        }

        Tensor draw(Draw draw, int rows, int width) {
            if (this == NUMBERS) {
                return draw.normal(1, rows, width);
            }
            Tensor t = Tensor.zeros(rows, width);
            for (int b = 0; b < rows; b++) {
                boolean sharp = draw.below(2) == 0;
                if (sharp && this == CLASSES) {
                    t.set(1, b, draw.below(width));
                    continue;
                }
                double sum = 0;
                for (int j = 0; j < width; j++) {
                    double x = sharp ? draw.below(2) : draw.uniform();
                    t.set(x, b, j);
                    sum += x;
                }
                for (int j = 0; this == CLASSES && j < width; j++) {
                    t.set((float) (t.get(b, j) / sum), b, j);
                }
            }
            return t;
        }
    }

    private static Subject subject(Loss loss, Tensor output, Tensor target) {
        return new Subject(name(loss), precision -> {
            LossRun run = LossRun.of(loss, output.size(1), precision);
            return new Subject.Traced() {
                @Override
                public Map<String, Tensor> run() {
                    Map<String, Tensor> all = new LinkedHashMap<>();
                    all.put("the loss", run.losses(output, target));
                    all.put("the gradient of the output", run.gradient());
                    all.put("the weight", run.weights(target));
                    return all;
                }

                @Override
                public String toString() {
                    return run.toString();
                }
            };
        });
    }

    private static Subject subject(Loss loss, Targets targets, Sizes sizes) {
        Draw draw = new Draw(sizes.seed());
        Tensor output = draw.normal(2, sizes.rows(), sizes.width());
        return subject(loss, output, targets.draw(draw, sizes.rows(), sizes.width()));
    }

    /** Finite differences agree with the gradient by the output. */
    public static void gradient(Loss loss, Targets targets, Sizes sizes) {
        Draw draw = new Draw(sizes.seed());
        Tensor output = draw.normal(2, sizes.rows(), sizes.width());
        Tensor target = targets.draw(draw, sizes.rows(), sizes.width());
        LossRun run = Subject.tracing(name(loss), () -> LossRun.of(loss, sizes.width(), Precision.FLOAT64));
        run.losses(output, target);
        Tensor gradient = run.gradient();
        Differences differences = new Differences();
        differences.judge(name(loss), "the output", output, gradient, x -> {
            double sum = 0;
            for (double l : run.losses(x, target).toArray()) {
                sum += l;
            }
            return sum;
        });
        differences.finish(name(loss));
    }

    /** Each row of a batch gets the bits that it gets by itself. */
    public static void rows(Loss loss, Targets targets, Sizes sizes) {
        Draw draw = new Draw(sizes.seed());
        Tensor output = draw.normal(2, sizes.rows(), sizes.width());
        Tensor target = targets.draw(draw, sizes.rows(), sizes.width());
        for (Precision p : Precision.values()) {
            Map<String, Tensor> batch = subject(loss, output, target).run(p);
            for (int b = 0; b < sizes.rows(); b++) {
                Map<String, Tensor> alone = subject(
                                loss, ActivationChecks.row(output, b), ActivationChecks.row(target, b))
                        .run(p);
                int row = b;
                Map<String, Tensor> inBatch = new LinkedHashMap<>();
                batch.forEach((k, x) -> inBatch.put(k, ActivationChecks.row(x, row)));
                Judge.same(name(loss), "as row " + b + " of a batch", inBatch, "as a batch of its own", alone);
            }
        }
    }

    /** A row's weight is not negative. */
    public static void weights(Loss loss, Targets targets, Sizes sizes) {
        Tensor target = targets.draw(new Draw(sizes.seed()), sizes.rows(), sizes.width());
        Tensor w = Subject.tracing(name(loss), () -> LossRun.of(loss, sizes.width(), Precision.FLOAT64))
                .weights(target);
        for (int i = 0; i < w.size(); i++) {
            if (!(w.flat(i) >= 0)) {
                throw Judge.failure(name(loss), "the weight", w.shape(), i, w.flat(i) + ", where it must be 0 or more");
            }
        }
    }

    /** FLOAT32 agrees with FLOAT64. */
    public static void precisions(Loss loss, Targets targets, Sizes sizes) {
        subject(loss, targets, sizes).sameInBothPrecisions(1e-4);
    }

    /** Losses and gradients are finite for outputs up to ±10⁶. */
    public static void extremes(Loss loss, Targets targets, Sizes sizes) {
        Draw draw = new Draw(sizes.seed());
        for (int i = 0; i < 4; i++) {
            Tensor output = draw.anyOf(EXTREMES, sizes.rows(), sizes.width());
            Tensor target = targets.draw(draw, sizes.rows(), sizes.width());
            subject(loss, output, target).finite("for outputs " + output + " and targets " + target);
        }
    }

    /** Neither a second run nor a second trace differs. */
    public static void memory(Loss loss, Targets targets, Sizes sizes) {
        subject(loss, targets, sizes).sameAgain();
    }

    /** Two threads may use it at once. */
    public static void threads(Loss loss, Targets targets, Sizes sizes) {
        subject(loss, targets, sizes).sameInTwoThreads();
    }

    /** Its name and settings make an equal loss. */
    public static void registered(Loss loss, Targets targets, Sizes sizes) {
        Loss again = Subject.rebuilt(name(loss), loss, ServiceLoader.load(LossProvider.class));
        if (!again.logitsOf().equals(loss.logitsOf()) || !again.ignoredIndex().equals(loss.ignoredIndex())) {
            throw new AssertionError(name(loss) + ": starts from logits of '" + loss.logitsOf() + "' and ignores "
                    + loss.ignoredIndex() + ", but as made by its provider '" + again.logitsOf() + "' and "
                    + again.ignoredIndex());
        }
        subject(loss, targets, sizes).same("as made by its provider", subject(again, targets, sizes));
    }
}
