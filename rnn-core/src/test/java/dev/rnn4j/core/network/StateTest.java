package dev.rnn4j.core.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.save.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateTest {
    @TempDir
    private Path directory;

    private static Network network(Precision precision) {
        return Network.builder()
                .tokens(6)
                .embedding(3)
                .recurrent(new ElmanCell(5))
                .recurrent(new ElmanCell(4))
                .dense(6)
                .precision(precision)
                .seed(7)
                .build();
    }

    private static State after(Network network, int... tokens) {
        Stream stream = network.stream();
        for (int token : tokens) {
            stream.step(token);
        }
        return stream.state();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_stream_goes_on_from_a_saved_state_with_the_bits_of_one_that_was_not_interrupted(Precision precision) {
        Network network = network(precision);
        Path networkFile = directory.resolve("network.safetensors");
        Path stateFile = directory.resolve("state.safetensors");
        network.save(networkFile);
        Stream uninterrupted = network.stream();
        uninterrupted.step(3);
        uninterrupted.step(1);
        uninterrupted.state().save(stateFile);

        Stream resumed = Network.load(networkFile).stream();
        resumed.step(5);
        resumed.state(State.load(stateFile));
        assertEquals(uninterrupted.state(), resumed.state());
        for (int token : new int[] {0, 4, 4, 2}) {
            assertArrayEquals(uninterrupted.step(token), resumed.step(token));
        }
        assertEquals(uninterrupted.state(), State.ofBytes(resumed.state().toBytes()));
    }

    @Test
    void a_state_stays_as_it_is_when_the_stream_goes_on_or_its_tensors_are_changed() {
        Network network = network(Precision.FLOAT32);
        Stream stream = network.stream();
        stream.step(2);
        State state = stream.state();
        assertEquals(Set.of("h_l0", "h_l1"), state.names());
        stream.step(2);
        assertNotEquals(state, stream.state());
        state.get("h_l0").setFlat(0, 9);
        state.tensors().get("h_l0").setFlat(0, 9);
        assertEquals(after(network, 2), state);
        assertEquals(after(network, 2).hashCode(), state.hashCode());

        stream.state(state);
        Stream again = network.stream();
        again.state(state);
        stream.step(1);
        assertEquals(after(network, 2), again.state());
    }

    @Test
    void a_fresh_stream_has_a_state_of_zeros() {
        assertEquals(
                State.of(Map.of("h_l0", Tensor.zeros(5), "h_l1", Tensor.zeros(4))), after(network(Precision.FLOAT64)));
        Network without = Network.builder().tokens(2).dense(2, Value::softmax).build();
        State empty = without.stream().state();
        assertEquals(Set.of(), empty.names());
        without.stream().state(State.ofBytes(empty.toBytes()));
    }

    @Test
    void what_does_not_fit_is_named_and_leaves_the_stream_where_it_is() throws IOException {
        Network network = network(Precision.FLOAT32);
        Stream stream = network.stream();
        stream.step(1);
        State before = stream.state();
        Tensor four = Tensor.zeros(4);
        message("it has h_l0, this network h_l0, h_l1", () -> stream.state(State.of(Map.of("h_l0", Tensor.zeros(5)))));
        message(
                "its 'h_l0' has width 4, this network's 5",
                () -> stream.state(State.of(Map.of("h_l0", four, "h_l1", four))));
        message(
                "state 'h_l1' has the number 1.0E300 at [0], too large for a network of 32 bits",
                () -> stream.state(State.of(
                        Map.of("h_l0", Tensor.zeros(5), "h_l1", Tensor.of(new double[] {1e300, 0, 0, 0}, 4)))));
        message(
                "state 'h' has the number NaN at [1]",
                () -> State.of(Map.of("h", Tensor.of(new double[] {0, Double.NaN}, 2))));
        message("state 'h' has shape [1, 4], expected one axis", () -> State.of(Map.of("h", Tensor.zeros(1, 4))));
        message("there is no state 'c_l0'; there are: ", () -> before.get("c_l0"));
        assertEquals(before, stream.state());

        Path file = directory.resolve("network.safetensors");
        network.save(file);
        message(file + ": there are tensors but not a stream's state", () -> State.load(file));
        Path batch = directory.resolve("batch.safetensors");
        Safetensors.write(batch, Map.of("h_l0", Tensor.zeros(2, 3)), Precision.FLOAT64, Map.of("rnn4j.state", "1"));
        message(batch + ": state 'h_l0' has shape [2, 3]", () -> State.load(batch));
        message("there is no such file", () -> State.load(directory.resolve("none")));
    }

    @Test
    void damaged_bytes_of_a_state_are_refused() {
        byte[] bytes = after(network(Precision.FLOAT64), 3, 3).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            message("the state's bytes", () -> State.ofBytes(cut));
        }
        byte[] infinite = bytes.clone();
        infinite[bytes.length - 1] = 0x7f;
        infinite[bytes.length - 2] = (byte) 0xf0;
        message("tensor 'h_l1' has the number", () -> State.ofBytes(infinite));
        assertFalse(new String(bytes, ISO_8859_1).contains("weight"), "a state holds no weights");
    }

    private static void message(String part, Executable broken) {
        String said = assertThrows(BadInputException.class, broken).getMessage();
        assertTrue(said.contains(part), said);
        assertEquals(1, said.lines().count(), said);
    }
}
