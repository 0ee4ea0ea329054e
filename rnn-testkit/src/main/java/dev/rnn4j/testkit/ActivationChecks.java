package dev.rnn4j.testkit;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.unroll.ActivationRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** The rules of {@link ActivationContract}, one method each; a broken one throws an {@link AssertionError}. */
public final class ActivationChecks {
    private static final double[] EXTREMES = {0, -0.0, 1e-30, -1e-30, 1, -1, 30, -30, 1e3, -1e3, 1e6, -1e6};

    private ActivationChecks() {}

    private static String name(Activation a) {
        return Subject.name("activation", a);
    }

    private static Subject subject(Activation a, Tensor z, Tensor dy) {
        return new Subject(name(a), precision -> {
            ActivationRun run = ActivationRun.of(a, z.size(1), precision);
            return new Subject.Traced() {
                @Override
                public Map<String, Tensor> run() {
                    Map<String, Tensor> all = new LinkedHashMap<>();
                    all.put("y", run.forward(z));
                    all.put("the gradient of z", run.backward(dy));
                    return all;
                }

                @Override
                public String toString() {
                    return run.toString();
                }
            };
        });
    }

    private static Subject subject(Activation a, Sizes sizes) {
        Draw draw = new Draw(sizes.seed());
        return subject(a, draw.normal(2, sizes.rows(), sizes.width()), draw.normal(1, sizes.rows(), sizes.width()));
    }

    /** Finite differences agree with the gradient. */
    public static void gradient(Activation a, Sizes sizes) {
        Draw draw = new Draw(sizes.seed());
        Tensor z = draw.normal(2, sizes.rows(), sizes.width());
        Tensor dy = draw.normal(1, sizes.rows(), sizes.width());
        ActivationRun run = Subject.tracing(name(a), () -> ActivationRun.of(a, sizes.width(), Precision.FLOAT64));
        run.forward(z);
        Tensor dz = run.backward(dy);
        Differences differences = new Differences();
        differences.judge(name(a), "z", z, dz, x -> dot(run.forward(x), dy));
        differences.finish(name(a));
    }

    static double dot(Tensor a, Tensor b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.flat(i) * b.flat(i);
        }
        return sum;
    }

    /** Each row of a batch gets the bits that it gets by itself. */
    public static void rows(Activation a, Sizes sizes) {
        Draw draw = new Draw(sizes.seed());
        Tensor z = draw.normal(2, sizes.rows(), sizes.width());
        Tensor dy = draw.normal(1, sizes.rows(), sizes.width());
        for (Precision p : Precision.values()) {
            Map<String, Tensor> batch = subject(a, z, dy).run(p);
            for (int b = 0; b < sizes.rows(); b++) {
                Map<String, Tensor> alone = subject(a, row(z, b), row(dy, b)).run(p);
                int row = b;
                Map<String, Tensor> inBatch = new LinkedHashMap<>();
                batch.forEach((k, x) -> inBatch.put(k, row(x, row)));
                Judge.same(name(a), "as row " + b + " of a batch", inBatch, "as a batch of its own", alone);
            }
        }
    }

    /** One row of a matrix, or one number of a row, as a batch of one. */
    static Tensor row(Tensor x, int row) {
        int width = x.shape().length == 1 ? 1 : x.size(1);
        Tensor to = x.shape().length == 1 ? Tensor.zeros(1) : Tensor.zeros(1, width);
        for (int j = 0; j < width; j++) {
            to.setFlat(j, x.flat(row * width + j));
        }
        return to;
    }

    /** FLOAT32 agrees with FLOAT64. */
    public static void precisions(Activation a, Sizes sizes) {
        subject(a, sizes).sameInBothPrecisions(1e-4);
    }

    /** Outputs and gradients are finite up to ±10⁶. */
    public static void extremes(Activation a, Sizes sizes) {
        Draw draw = new Draw(sizes.seed());
        for (int i = 0; i < 4; i++) {
            Tensor z = draw.anyOf(EXTREMES, sizes.rows(), sizes.width());
            subject(a, z, draw.normal(1, sizes.rows(), sizes.width())).finite("for z = " + z);
        }
    }

    /** Neither a second run nor a second trace differs. */
    public static void memory(Activation a, Sizes sizes) {
        subject(a, sizes).sameAgain();
    }

    /** Two threads may use it at once. */
    public static void threads(Activation a, Sizes sizes) {
        subject(a, sizes).sameInTwoThreads();
    }

    /** Its name and settings make an equal activation. */
    public static void registered(Activation a, Sizes sizes) {
        Activation again = Subject.rebuilt(name(a), a, ServiceLoader.load(ActivationProvider.class));
        subject(a, sizes).same("as made by its provider", subject(again, sizes));
    }
}
