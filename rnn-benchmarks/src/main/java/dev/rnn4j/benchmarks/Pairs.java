package dev.rnn4j.benchmarks;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.kernel.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Two ways of the same training step in one process, step by step in turn, so that what disturbs a machine for longer than
 * a step disturbs both alike: a user's LSTM beside the registered one, or all threads beside one.
 */
public final class Pairs {
    private static final double WARM_UP = 5;
    private static final double MEASURED = 15;
    private static final int FEWEST = 9;

    private Pairs() {}

    /**
     * Measures and prints a line for each size.
     *
     * @param args {@code cell} or {@code threads}, then sizes; all of them if there are none
     */
    public static void main(String[] args) {
        try {
            if (args.length == 0 || !List.of("cell", "threads").contains(args[0])) {
                throw new BadInputException("say what to compare: cell or threads");
            }
            List<Size> sizes = new ArrayList<>();
            for (int i = 1; i < args.length; i++) {
                sizes.add(Workload.named("training-lstm-" + args[i]).size());
            }
            for (Size size : sizes.isEmpty() ? List.of(Size.values()) : sizes) {
                System.out.println(compare(args[0], size, WARM_UP, MEASURED));
            }
        } catch (BadInputException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** One line; seconds before counting, and seconds counted. */
    static String compare(String what, Size size, double warmUp, double measured) {
        Workload workload = Workload.of(Task.TRAINING, "lstm", size);
        boolean threads = what.equals("threads");
        Subject first = threads ? new Subject(workload, 1) : new Subject(workload);
        Subject second = threads
                ? new Subject(workload, Threads.limit())
                : new Subject(workload, b -> b.recurrent(new UserLstmCell(size.hidden())));
        run(first, second, warmUp);
        List<long[]> pairs = run(first, second, measured);
        double[] ratio =
                pairs.stream().mapToDouble(p -> (double) p[0] / p[1]).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "training-lstm-%s: %s %.2f ms, %s %.2f ms; ratio %.2f (%.2f to %.2f in the middle half of %d pairs)",
                size,
                threads ? "1 thread" : "registered",
                median(pairs, 0) / 1e6,
                threads ? Threads.limit() + " threads" : "user's",
                median(pairs, 1) / 1e6,
                ratio[ratio.length / 2],
                ratio[ratio.length / 4],
                ratio[ratio.length * 3 / 4],
                ratio.length);
    }

    private static double median(List<long[]> pairs, int which) {
        long[] all = pairs.stream().mapToLong(p -> p[which]).toArray();
        Arrays.sort(all);
        return all[all.length / 2];
    }

    /** Nanoseconds of both, step by step; which one is first changes from pair to pair. */
    private static List<long[]> run(Subject first, Subject second, double seconds) {
        List<long[]> pairs = new ArrayList<>();
        long begin = System.nanoTime();
        while (pairs.size() < FEWEST || System.nanoTime() - begin < seconds * 1e9) {
            boolean turned = pairs.size() % 2 == 1;
            long before = System.nanoTime();
            (turned ? second : first).run();
            long between = System.nanoTime();
            (turned ? first : second).run();
            long after = System.nanoTime();
            pairs.add(
                    turned
                            ? new long[] {after - between, between - before}
                            : new long[] {between - before, after - between});
        }
        return pairs;
    }
}
