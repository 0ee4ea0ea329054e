package dev.rnn4j.core.pass;

import com.google.common.collect.Lists;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.SequenceLoss;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Some examples, or parts of them, longest first, checked against a network. */
public final class Batch {
    private static final Series NO_TARGET = Series.tokens();

    private final int rows;
    private final Room room;
    private final Example[] examples;
    private final Part[] parts;
    private final int[] lengths;
    private final int[] original;
    private final int steps;
    private final Batch sources;

    /**
     * The arrays of a batch, which the next one may take; they may be longer than it has rows.
     *
     * @param given lengths in the caller's order
     * @param keys what is sorted: the lengths, and behind each the place in the caller's order
     */
    private record Room(Example[] examples, Part[] parts, int[] given, long[] keys, int[] lengths, int[] original) {
        static Room of(int rows, Batch old) {
            if (old != null && old.room.given.length >= rows) {
                return old.room;
            }
            return new Room(
                    new Example[rows], new Part[rows], new int[rows], new long[rows], new int[rows], new int[rows]);
        }
    }

    /**
     * A row that is a part of its sequence.
     *
     * @param first the step with which it begins
     * @param states those before that step, by name; of no meaning if it is the sequence's first; changeable
     * @param masks the draws of the sequence's dropout masks
     */
    public record Part(Example example, int first, Map<String, double[]> states, Draws masks) {}

    /** Sorts the rows, whose lengths are in the room in the caller's order, longest first. */
    private Batch(List<Example> examples, List<Part> parts, Room room, Batch sources) {
        this.rows = examples.size();
        this.room = room;
        this.examples = room.examples;
        this.parts = parts == null ? null : room.parts;
        this.lengths = room.lengths;
        this.original = room.original;
        this.sources = sources;
        for (int i = 0; i < rows; i++) {
            room.keys[i] = (long) (Integer.MAX_VALUE - room.given[i]) << Integer.SIZE | i;
        }
        Arrays.sort(room.keys, 0, rows);
        for (int b = 0; b < rows; b++) {
            int i = (int) room.keys[b];
            original[b] = i;
            lengths[b] = room.given[i];
            this.examples[b] = examples.get(i);
            if (parts != null) {
                this.parts[b] = parts.get(i);
            }
        }
        this.steps = rows == 0 ? 0 : lengths[0];
    }

    /** Examples with targets that are aligned with the outputs. */
    public static Batch of(List<Example> examples, Blueprint network) {
        return of(examples, network, null);
    }

    /** Examples with targets; how many steps those have depends on the network and on the loss. */
    public static Batch of(List<Example> examples, Blueprint network, Loss loss) {
        return of(examples, network, loss, null);
    }

    /**
     * The same in the arrays of another batch, if there is room in them.
     *
     * @param old is not used any more; null if there is none
     */
    public static Batch of(List<Example> examples, Blueprint network, Loss loss, Batch old) {
        if (network.encoder() != null) {
            return decoded(examples, network, old);
        }
        int n = examples.size();
        Room room = Room.of(n, old);
        int[] lengths = room.given;
        for (int i = 0; i < n; i++) {
            Example e = examples.get(i);
            checkInput(e.input(), network, i);
            checkStates(e.states(), network, i);
            if (loss instanceof SequenceLoss) {
                lengths[i] = e.input().length();
                checkTokens(e.target(), loss, i);
                checkNoStepWeights(e, loss, i);
                continue;
            }
            lengths[i] = steps(e, network);
            int wanted = network.manyToOne() ? 1 : lengths[i];
            if (e.target().length() != wanted) {
                throw Misfit.of(
                        "target length",
                        e.target().length(),
                        wanted,
                        network.writer() + ", example " + i,
                        network.manyToOne()
                                ? "the network reads one row out of a sequence, so give one target a sequence"
                                : "give one target for each step of the input, or add lastStep(), meanPool() or maxPool() for"
                                        + " one a sequence");
            }
            checkTarget(e.target(), network, i);
        }
        return new Batch(examples, null, room, null);
    }

    /** Examples for a decoder, which reads the target and gives it one step later; the input is the encoder's. */
    private static Batch decoded(List<Example> examples, Blueprint network, Batch old) {
        List<Example> read = new ArrayList<>();
        Room room = Room.of(examples.size(), old);
        for (int i = 0; i < examples.size(); i++) {
            Example e = examples.get(i);
            Series s = e.target();
            if (!e.states().isEmpty()) {
                throw new BadInputException("initial states with example " + i
                        + " for an encoder-decoder: its decoder starts" + " from what the encoder has read; give none");
            }
            if (s.isTokens() != network.tokens() && s.length() > 0) {
                throw Misfit.of(
                        "target of",
                        s.isTokens() ? "tokens" : "rows of width " + s.width(),
                        network.tokens() ? "tokens" : "rows of width " + network.inputWidth(),
                        network.reader() + ", example " + i,
                        "a decoder reads its own target: "
                                + (network.tokens()
                                        ? "use Series.tokens, or build it with decodeRows(width)"
                                        : "use Series.rows, or build it with decodeTokens(n)"));
            }
            if (!s.isTokens() && s.length() > 0 && s.width() != network.inputWidth()) {
                throw Misfit.of(
                        "target width",
                        s.width(),
                        network.inputWidth(),
                        network.reader() + ", example " + i,
                        "a decoder reads its own target: give rows of " + network.inputWidth()
                                + " numbers, or build it with decodeRows(" + s.width() + ")");
            }
            checkTarget(s, network, i);
            checkRead(s, network, i);
            read.add(new Example(s, s, Map.of(), e.weight(), e.stepWeights()));
            room.given[i] = s.length();
        }
        return new Batch(
                read, null, room, sources(examples.stream().map(Example::input).toList(), network));
    }

    /** Sources for a decoder that writes so many steps for each; what it reads is loaded step by step. */
    public static Batch decoding(List<Series> sources, int steps, Blueprint network) {
        Room room = Room.of(sources.size(), null);
        Arrays.fill(room.given, steps);
        List<Example> nothing = Collections.nCopies(sources.size(), new Example(Series.tokens(), NO_TARGET));
        return new Batch(nothing, null, room, sources(sources, network));
    }

    private static Batch sources(List<Series> sources, Blueprint network) {
        int[] lengths = sources.stream().mapToInt(Series::length).toArray();
        return inputs(sources, lengths, network.encoder());
    }

    /** Inputs alone. */
    public static Batch inputs(List<Series> series, int[] lengths, Blueprint network) {
        return inputs(series, Collections.nCopies(series.size(), Map.of()), lengths, network);
    }

    /**
     * Inputs with states to start from.
     *
     * @param states of each input, {@code [width]} by public name
     */
    public static Batch inputs(
            List<Series> series, List<Map<String, Tensor>> states, int[] lengths, Blueprint network) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            checkInput(series.get(i), network, i);
            for (Map.Entry<String, Tensor> s : states.get(i).entrySet()) {
                network.checkState(s.getKey(), s.getValue(), "", -1);
            }
            examples.add(new Example(series.get(i), NO_TARGET, states.get(i), 1, List.of()));
        }
        Room room = Room.of(lengths.length, null);
        System.arraycopy(lengths, 0, room.given, 0, lengths.length);
        return new Batch(examples, null, room, null);
    }

    /**
     * Parts of at most {@code most} steps of examples that were checked before.
     *
     * @param old is not used any more; null if there is none
     */
    public static Batch parts(List<Part> parts, int most, Blueprint network, Batch old) {
        Room room = Room.of(parts.size(), old);
        for (int i = 0; i < parts.size(); i++) {
            Part p = parts.get(i);
            room.given[i] = Math.min(most, steps(p.example(), network) - p.first());
        }
        return new Batch(Lists.transform(parts, Part::example), parts, room, null);
    }

    /** How many steps an example has. */
    public static int steps(Example e, Blueprint network) {
        return (network.mode() == InputMode.SEQUENCE ? e.input() : e.target()).length();
    }

    private static void checkStates(Map<String, Tensor> states, Blueprint network, int i) {
        if (!states.isEmpty()) {
            states.forEach((name, s) -> network.checkState(name, s, " of example " + i, -1));
        }
    }

    private static void checkInput(Series s, Blueprint network, int i) {
        if (network.mode() != InputMode.SEQUENCE && s.length() != 1) {
            throw Misfit.of(
                    "input length",
                    s.length(),
                    1,
                    network.reader() + ", example " + i,
                    "a one-to-many network reads one step and writes as many as the target has");
        }
        if (network.tokens() != s.isTokens() && s.length() > 0) {
            throw Misfit.of(
                    "input of",
                    s.isTokens() ? "tokens" : "rows of width " + s.width(),
                    network.tokens()
                            ? "tokens 0 to " + (network.inputWidth() - 1)
                            : "rows of width " + network.inputWidth(),
                    network.reader() + ", example " + i,
                    network.tokens()
                            ? "use Series.tokens, or build the network with inputs(" + s.width() + ")"
                            : "use Series.rows, or build the network with tokens(n)");
        }
        if (!s.isTokens() && s.length() > 0 && s.width() != network.inputWidth()) {
            throw Misfit.of(
                    "input width",
                    s.width(),
                    network.inputWidth(),
                    network.reader() + ", example " + i,
                    "give rows of " + network.inputWidth() + " numbers, or build the network with inputs(" + s.width()
                            + ")");
        }
        for (int t = 0; s.isTokens() && t < s.length(); t++) {
            if (s.token(t) < 0 || s.token(t) >= network.inputWidth()) {
                throw Misfit.token(
                        "input token",
                        s.token(t),
                        network.inputWidth(),
                        network.reader() + ", step " + t + " of example " + i);
            }
        }
    }

    private static void checkTarget(Series s, Blueprint network, int i) {
        if (!s.isTokens() && s.length() > 0 && s.width() != network.outputWidth()) {
            throw Misfit.of(
                    "target width",
                    s.width(),
                    network.outputWidth(),
                    network.writer() + ", example " + i,
                    "give as many numbers as the network has outputs, or end it with dense(" + s.width() + ")");
        }
    }

    /** A decoder reads all of its target but the last step, masked or not; a negative token is read as nothing. */
    private static void checkRead(Series s, Blueprint network, int i) {
        for (int t = 0; s.isTokens() && t < s.length() - 1; t++) {
            if (s.token(t) >= network.inputWidth()) {
                throw Misfit.of(
                        "target",
                        s.token(t),
                        "0 to " + (network.inputWidth() - 1),
                        network.reader() + ", step " + t + " of example " + i,
                        "a decoder reads its target, weighted 0 or not: take -1 for a step without one");
            }
        }
    }

    private static void checkNoStepWeights(Example e, Loss loss, int i) {
        if (!e.stepWeights().isEmpty()) {
            throw new BadInputException("step weights of example " + i + ", but " + LossGraph.owner(loss)
                    + " is a loss of whole sequences: weigh the whole with weighted(w)");
        }
    }

    private static void checkTokens(Series s, Loss loss, int i) {
        if (!s.isTokens() && s.length() > 0) {
            throw new BadInputException("target of example " + i + " has rows of width " + s.width() + ", but "
                    + LossGraph.owner(loss) + " is a loss of whole sequences and takes tokens: use Series.tokens");
        }
    }

    /** How many rows. */
    public int rows() {
        return rows;
    }

    /** The step of its sequence with which a row begins. */
    int first(int row) {
        return parts == null ? 0 : parts[row].first();
    }

    /** A state before the row's first step, if the row goes on with its sequence; null if it begins with it. */
    double[] carried(int row, String state) {
        return first(row) == 0 ? null : parts[row].states().get(state);
    }

    /** The draws of the row's own masks; null if the batch has its masks together. */
    Draws masks(int row) {
        return parts == null ? null : parts[row].masks();
    }

    /** Steps of the longest row. */
    public int steps() {
        return steps;
    }

    int length(int row) {
        return lengths[row];
    }

    /** Whether a row has its last step among {@code count} steps from {@code from} on; an empty row has it in the first. */
    boolean ends(int row, int from, int count) {
        return lengths[row] > from && lengths[row] <= from + count || lengths[row] == 0 && from == 0;
    }

    /** The place of a row in the caller's order. */
    int original(int row) {
        return original[row];
    }

    /** What the encoder reads; null without one. */
    public Batch sources() {
        return sources;
    }

    Series input(int row) {
        return examples[row].input();
    }

    Series target(int row) {
        return examples[row].target();
    }

    /** How much a row counts. */
    double weight(int row) {
        return examples[row].weight();
    }

    /** How much a step of a row's target counts. */
    double stepWeight(int row, int step) {
        List<Double> all = examples[row].stepWeights();
        return all.isEmpty() ? 1 : all.get(step);
    }

    /** The state of this public name from which the row's sequence starts; null if it was not given. */
    Tensor state(int row, String name) {
        return examples[row].states().get(name);
    }
}
