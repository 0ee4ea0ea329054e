package dev.rnn4j.kernels.vector;

import dev.rnn4j.core.Precision;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.kernel.KernelChoice;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A program that trains networks, and prints which kernels did it, why others did not, and the bits of the result. */
final class TrainingRun {
    private TrainingRun() {}

    public static void main(String[] args) {
        System.out.println(KernelChoice.current().name());
        System.out.println(KernelChoice.current().reasons());
        System.out.println(bits());
    }

    /** A digest of all that was learned and predicted. */
    static String bits() {
        List<Integer> bits = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            bits.add(trained(precision));
        }
        return bits.toString();
    }

    private static int trained(Precision precision) {
        Random random = new Random(5);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            double[][] rows = new double[1 + i % 9][];
            Arrays.setAll(rows, t -> random.doubles(5, -1, 1).toArray());
            examples.add(Example.of(Series.rows(rows), i % 3));
        }
        Network network = Network.builder()
                .inputs(5)
                .bidirectional("lstm", 37)
                .recurrent("gru", 20)
                .lastStep()
                .dense(3, "softmax")
                .precision(precision)
                .seed(3)
                .build();
        Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam")
                .batchSize(21)
                .epochs(20)
                .build()
                .train(examples);
        int hash = 1;
        for (String name : network.parameterNames()) {
            hash = 31 * hash + Arrays.hashCode(network.parameter(name).toArray());
        }
        return 31 * hash
                + Arrays.hashCode(network.predict(examples.get(7).input()).toArray());
    }
}
