package dev.rnn4j.kernels.blas;

import dev.rnn4j.core.Precision;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.kernel.KernelChoice;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.testkit.golden.Conformance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A program that runs in a JVM of its own, with other kernels than the tests. It prints which kernels are used, why others
 * are not, and what the first argument asks for.
 */
final class Training {
    /** Large enough for products and for gradients by OpenBLAS. */
    private static final int ROWS = 67;

    private static final int INPUTS = 40;
    private static final int UNITS = 300;

    private Training() {}

    public static void main(String[] args) {
        System.out.println(KernelChoice.current().name());
        System.out.println(KernelChoice.current().reasons());
        switch (args.length == 0 ? "" : args[0]) {
            case "golden" ->
                Conformance.builtIn(r -> {}).forEach(r -> System.out.println(r.status() + " " + r.report()));
            case "threads" -> {
                for (Precision precision : Precision.values()) {
                    for (int threads = 1; threads <= 4; threads++) {
                        System.out.println(precision + " " + hash(trained(precision, threads)));
                    }
                }
            }
            case "numbers" -> {
                for (double x : trained(Precision.FLOAT64, 2)) {
                    System.out.println(x);
                }
            }
            default -> {
                // the kernels alone
            }
        }
    }

    private static int hash(double[] numbers) {
        return Arrays.hashCode(numbers);
    }

    /** All that was learned, and what is then predicted, by sequences of unequal length. */
    private static double[] trained(Precision precision, int threads) {
        Random random = new Random(5);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            double[][] rows = new double[3 + i % 19][];
            Arrays.setAll(rows, t -> random.doubles(INPUTS, -1, 1).toArray());
            examples.add(Example.of(Series.rows(rows), i % 3));
        }
        Network network = Network.builder()
                .inputs(INPUTS)
                .recurrent("lstm", UNITS)
                .lastStep()
                .dense(3, "softmax")
                .precision(precision)
                .seed(3)
                .build();
        Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("sgd")
                .batchSize(ROWS)
                .epochs(2)
                .threads(threads)
                .build()
                .train(examples);
        List<Double> numbers = new ArrayList<>();
        for (String name : network.parameterNames()) {
            Arrays.stream(network.parameter(name).toArray()).forEach(numbers::add);
        }
        Arrays.stream(network.predict(examples.get(7).input()).toArray()).forEach(numbers::add);
        return numbers.stream().mapToDouble(x -> x).toArray();
    }
}
