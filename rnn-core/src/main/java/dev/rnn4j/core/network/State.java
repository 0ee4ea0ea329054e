package dev.rnn4j.core.network;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.message.Messages;
import dev.rnn4j.core.save.Safetensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a {@link Stream} stands: all that it remembers of the steps before, one tensor {@code [width]} for each state of
 * the network, by public name ({@code h_l0}, {@code c_l0}). Immutable, and equal to another one of the same numbers.
 *
 * <p>Set into a stream of the same network, in this run of the program or another, it goes on with the same bits as if
 * there had been no interruption. It does not hold the network's weights, and fits any network whose states have the same
 * names and widths.
 */
public final class State {
    private static final String METADATA_KEY = "rnn4j.state";

    private final Map<String, Tensor> tensors;

    private State(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /**
     * A state of the caller's making.
     *
     * @param tensors {@code [width]} by public name, as {@link Network#states} lists them; copied
     * @throws BadInputException if one has another number of axes or a number that is not finite
     */
    public static State of(Map<String, Tensor> tensors) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, t) -> {
            if (t.shape().length != 1) {
                throw new BadInputException("state " + Messages.quote(name) + " has shape " + Arrays.toString(t.shape())
                        + ", expected one axis, its width: a stream is one sequence");
            }
            for (int i = 0; i < t.size(); i++) {
                if (!Double.isFinite(t.flat(i))) {
                    throw new BadInputException(
                            "state " + Messages.quote(name) + " has the number " + t.flat(i) + " at [" + i
                                    + "]: states are finite; reset the stream, or look at its inputs and weights");
                }
            }
            copies.put(name, t.copy());
        });
        return new State(Collections.unmodifiableMap(copies));
    }

    /** The names of the states. */
    public Set<String> names() {
        return tensors.keySet();
    }

    /**
     * A copy of one state, {@code [width]}.
     *
     * @throws BadInputException if there is none of that name
     */
    public Tensor get(String name) {
        Tensor t = tensors.get(name);
        if (t == null) {
            throw new BadInputException("there is no state " + Messages.quote(name) + "; there are: "
                    + String.join(", ", tensors.keySet()));
        }
        return t.copy();
    }

    /** Copies of all states by name. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, t) -> copies.put(name, t.copy()));
        return copies;
    }

    /** The tensors themselves, if they are those of the network's states. */
    Map<String, Tensor> checked(Network network) {
        Map<String, Integer> widths = network.states();
        List<String> strange =
                tensors.keySet().stream().filter(n -> !widths.containsKey(n)).toList();
        List<String> missing =
                widths.keySet().stream().filter(n -> !tensors.containsKey(n)).toList();
        if (!strange.isEmpty() || !missing.isEmpty()) {
            throw new BadInputException("the state is of another network: it has " + list(tensors.keySet())
                    + ", this network " + list(widths.keySet()) + "; give one that a stream of this network gave");
        }
        widths.forEach((name, width) -> {
            Tensor t = tensors.get(name);
            if (t.size() != width) {
                throw new BadInputException("the state is of another network: its " + Messages.quote(name)
                        + " has width " + t.size() + ", this network's " + width
                        + "; give one that a stream of this network gave");
            }
            for (int i = 0; i < width; i++) {
                if (network.precision() == Precision.FLOAT32 && !Float.isFinite((float) t.flat(i))) {
                    throw new BadInputException("state " + Messages.quote(name) + " has the number " + t.flat(i)
                            + " at [" + i + "], too large for a network of 32 bits");
                }
            }
        });
        return tensors;
    }

    private static String list(Set<String> names) {
        return names.isEmpty() ? "no states" : Messages.oneLine(String.join(", ", names));
    }

    // ---- files

    /** Saves it to a safetensors file, in 64 bits; written aside, then moved. */
    public void save(Path file) {
        Safetensors.write(file, tensors, Precision.FLOAT64, Map.of(METADATA_KEY, "1"));
    }

    /** The bytes of the file that {@link #save} would write. */
    public byte[] toBytes() {
        return Safetensors.write(tensors, Precision.FLOAT64, Map.of(METADATA_KEY, "1"));
    }

    /**
     * Loads a state that was saved.
     *
     * @throws BadInputException if the file is not a state, is cut short, or holds numbers that are not finite
     */
    public static State load(Path file) {
        return of(Safetensors.read(file), file.toString());
    }

    /**
     * The state whose bytes these are.
     *
     * @throws BadInputException as {@link #load}
     */
    public static State ofBytes(byte[] bytes) {
        String name = "the state's bytes";
        return of(Safetensors.read(bytes, name), name);
    }

    private static State of(Safetensors.Contents contents, String where) {
        if (!contents.metadata().containsKey(METADATA_KEY)) {
            throw new BadInputException(where + ": there are tensors but not a stream's state: metadata '"
                    + METADATA_KEY + "' is missing; give what State.save wrote");
        }
        try {
            return of(contents.tensors());
        } catch (BadInputException cause) {
            throw new BadInputException(where + ": " + cause.getMessage(), cause);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State s && tensors.equals(s.tensors);
    }

    @Override
    public int hashCode() {
        return tensors.hashCode();
    }

    @Override
    public String toString() {
        return "state " + tensors;
    }
}
