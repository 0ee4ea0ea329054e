package dev.rnn4j.benchmarks;

import dev.rnn4j.core.Precision;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.kernel.Threads;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import dev.rnn4j.core.network.Stream;
import dev.rnn4j.core.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** rnn4j at a workload, as a user would write it: only what is public. Float32, Adam, softmax and cross-entropy. */
public final class Subject {
    private final Workload workload;
    private final Network network;
    private final Trainer trainer;
    private final List<Example> examples = new ArrayList<>();
    private final List<Series> inputs = new ArrayList<>();
    private final double[] row;
    private final double[] outputs;
    private final Stream stream;

    /** With the registered cell that the workload names, and all threads. */
    public Subject(Workload workload) {
        this(workload, Threads.limit());
    }

    /** With most threads of a training step. */
    Subject(Workload workload, int threads) {
        this(workload, b -> b.recurrent(workload.cell(), workload.size().hidden()), threads);
    }

    /** With a recurrent layer of the caller's, and all threads. */
    Subject(Workload workload, UnaryOperator<NetworkBuilder> recurrent) {
        this(workload, recurrent, Threads.limit());
    }

    private Subject(Workload workload, UnaryOperator<NetworkBuilder> recurrent, int threads) {
        this.workload = workload;
        Size size = workload.size();
        network = recurrent
                .apply(Network.builder().inputs(size.inputs()))
                .dense(size.classes(), "softmax")
                .precision(Precision.FLOAT32)
                .seed(1)
                .build();
        trainer = Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam", Map.of("learning-rate", 1e-3))
                .batchSize(workload.batch())
                .epochs(1)
                .shuffle(false)
                .threads(threads)
                .build();
        float[] x = workload.inputs();
        int[][] labels = workload.labels(x);
        for (int b = 0; b < workload.batch(); b++) {
            float[][] rows = new float[workload.steps()][size.inputs()];
            int[] target = new int[workload.steps()];
            for (int t = 0; t < rows.length; t++) {
                System.arraycopy(x, (t * workload.batch() + b) * size.inputs(), rows[t], 0, size.inputs());
                target[t] = labels[t][b];
            }
            inputs.add(Series.rows(rows));
            examples.add(new Example(inputs.get(b), Series.tokens(target)));
        }
        outputs = new double[size.classes()];
        row = new double[size.inputs()];
        for (int i = 0; i < row.length; i++) {
            row[i] = x[i];
        }
        stream = network.stream();
    }

    /** Does the workload's work once: the loss of a training step, or the first probability of the last step. */
    public double run() {
        return switch (workload.task()) {
            case TRAINING -> train();
            case SEQUENCE -> network.predict(inputs.get(0)).get(workload.steps() - 1, 0);
            case STREAMING -> stream();
        };
    }

    private double stream() {
        stream.step(row, outputs);
        return outputs[0];
    }

    /** One training step on the one batch: its loss before the step. */
    public double train() {
        return trainer.train(examples).history().get(0).loss();
    }
}
