package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerNamesTest {
    private static final Cell NAMELESS = t -> t.emit(t.next("h", t.state("h", 3)));

    private static Network network() {
        return Network.builder()
                .tokens(7)
                .embedding(3)
                .bidirectional("simple", Map.of("units", 2))
                .dropout(0.5)
                .recurrent(NAMELESS)
                .dense(2)
                .build();
    }

    @Test
    void a_recurrent_layer_is_called_by_its_cell_and_its_place() {
        List<String> names =
                network().summary().lines().map(l -> l.split(" ", 2)[0]).toList();
        assertEquals(List.of("input", "embedding", "simple-1", "dropout-2", "cell-3", "out"), names.subList(1, 7));
    }

    @Test
    void equations_and_summary_show_an_embedding_as_the_file_has_it() {
        String equations = network().equations();
        assertTrue(equations.contains("embedding.weight [7, 3]"), equations);
        assertTrue(equations.contains("embedding.weightᵀ x"), equations);
        assertTrue(equations.contains("weight_ih_l0 [2, 3]"), equations);
        assertEquals(
                "[7, 3]",
                Arrays.toString(network().parameter("embedding.weight").shape()));
    }
}
