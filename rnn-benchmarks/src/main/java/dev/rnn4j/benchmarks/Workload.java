package dev.rnn4j.benchmarks;

import dev.rnn4j.api.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A task, a cell and a size, and the data for it; the same for every library.
 *
 * <p>The input is dense, each number drawn evenly from [-1, 1). The class to be learned is that of the largest of the
 * first V inputs one step before, and at the first step of the largest there.
 *
 * @param cell simple, lstm or gru
 * @param batch sequences at once, B
 * @param steps steps of each, T
 */
public record Workload(Task task, String cell, Size size, int batch, int steps) {
    /** The cells that every size is measured with. */
    public static final List<String> CELLS = List.of("simple", "lstm", "gru");

    private static final int SEQUENCE_STEPS = 100;

    /** The workload with the batch and the steps of its task and size. */
    public static Workload of(Task task, String cell, Size size) {
        if (!CELLS.contains(cell)) {
            throw new BadInputException("there is no cell '" + cell + "' to measure; there are: " + CELLS);
        }
        return switch (task) {
            case TRAINING -> new Workload(task, cell, size, size.batch(), size.steps());
            case SEQUENCE -> new Workload(task, cell, size, 1, SEQUENCE_STEPS);
            case STREAMING -> new Workload(task, cell, size, 1, 1);
        };
    }

    /** A workload by its name, such as {@code training-lstm-M}. */
    public static Workload named(String name) {
        String[] parts = name.split("-");
        if (parts.length != 3) {
            throw new BadInputException("'" + name + "' is no workload: write TASK-CELL-SIZE, such as training-lstm-M");
        }
        return of(oneOf(Task.values(), "task", parts[0]), parts[1], oneOf(Size.values(), "size", parts[2]));
    }

    private static <E extends Enum<E>> E oneOf(E[] all, String what, String name) {
        for (E e : all) {
            if (e.name().equals(name.toUpperCase(Locale.ROOT))) {
                return e;
            }
        }
        throw new BadInputException("there is no " + what + " '" + name + "'; there are: "
                + Arrays.toString(all).toLowerCase(Locale.ROOT));
    }

    /** The name by which {@link #named} finds it. */
    public String name() {
        return task.name().toLowerCase(Locale.ROOT) + "-" + cell + "-" + size;
    }

    /** The input, {@code [T, B, I]} in one array. */
    public float[] inputs() {
        SplittableRandom random = new SplittableRandom(42);
        float[] x = new float[steps * batch * size.inputs()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextDouble(-1, 1);
        }
        return x;
    }

    /** The classes to be learned, {@code [T, B]}. */
    public int[][] labels(float[] inputs) {
        int[][] labels = new int[steps][batch];
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < batch; b++) {
                int o = (Math.max(0, t - 1) * batch + b) * size.inputs();
                for (int v = 1; v < size.classes(); v++) {
                    if (inputs[o + v] > inputs[o + labels[t][b]]) {
                        labels[t][b] = v;
                    }
                }
            }
        }
        return labels;
    }
}
