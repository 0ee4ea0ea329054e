package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.Attention;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Merge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Map<String, Integer> TWO = Map.of("units", 2);

    /** The column of the shapes, from the first layer on; an absent one is left out. */
    private static List<String> shapes(Network network) {
        List<String> lines = network.summary().lines().toList();
        int from = lines.get(0).indexOf("output");
        int to = lines.get(0).indexOf("numbers");
        List<String> shapes = new ArrayList<>();
        for (String line : lines.subList(2, lines.indexOf("") - 1)) {
            String shape = line.substring(from, Math.min(to, line.length())).strip();
            if (!shape.isEmpty()) {
                shapes.add(shape);
            }
        }
        return shapes;
    }

    @Test
    void layers_are_listed_with_shapes_and_numbers_and_parameters_with_theirs() {
        Network network = Network.builder()
                .tokens(1049)
                .embedding(8)
                .bidirectional("simple", Map.of("units", 4))
                .lastStep()
                .dense(2)
                .build();
        assertEquals("""
                layer      what                               output  numbers
                input      1049 tokens
                embedding  embedding                          [T, 8]    8,392
                simple-1   simple {units=4}, both directions  [T, 8]      104
                last-step  last step                          [8]
                out        dense                              [2]          18
                all        float32                                      8,514

                parameter             shape      numbers
                embedding.weight      [1049, 8]    8,392
                weight_ih_l0          [4, 8]          32
                bias_ih_l0            [4]              4
                weight_hh_l0          [4, 4]          16
                weight_ih_l0_reverse  [4, 8]          32
                bias_ih_l0_reverse    [4]              4
                weight_hh_l0_reverse  [4, 4]          16
                out.weight            [2, 8]          16
                out.bias              [2]              2
                """, network.summary().replace(System.lineSeparator(), "\n"));
        assertEquals(network.summary(), network.toString());
    }

    @Test
    void directions_that_are_merged_are_as_wide_as_one() {
        Network read = Network.builder()
                .inputs(3)
                .bidirectional("simple", TWO, Merge.SUM)
                .bidirectional("simple", TWO, Merge.MEAN)
                .dropout(0.5)
                .lastStep()
                .build();
        assertEquals(List.of("[T, 2]", "[T, 2]", "[T, 2]", "[2]"), shapes(read));
        Network each = Network.builder()
                .inputs(3)
                .bidirectional("simple", TWO, Merge.SUM)
                .dense(5)
                .build();
        assertEquals(List.of("[T, 2]", "[T, 5]"), shapes(each));
    }

    @Test
    void an_encoder_has_steps_of_its_own() {
        Network network = Network.builder()
                .tokens(9)
                .embedding(4)
                .bidirectional("simple", TWO)
                .decodeTokens(6)
                .embedding(3)
                .recurrent("simple", Map.of("units", 4))
                .attention(Attention.ADDITIVE)
                .dense(6)
                .build();
        assertEquals(List.of("[S, 4]", "[S, 4]", "[T, 3]", "[T, 4]", "[T, 4]", "[T, 6]"), shapes(network));
    }

    @Test
    void a_network_that_reads_its_own_output_has_shapes_as_well() {
        Network network = Network.builder()
                .inputs(2)
                .inputMode(InputMode.FEEDBACK)
                .recurrent("simple", Map.of("units", 3))
                .dense(2)
                .build();
        assertEquals(List.of("[T, 3]", "[T, 2]"), shapes(network));
        assertTrue(network.summary().contains("a row of 2, then its own output"), network::summary);
    }

    @Test
    void the_numbers_of_the_layers_add_up_to_all() {
        Network network = Network.builder()
                .tokens(9)
                .bidirectional("simple", TWO)
                .layerNorm()
                .recurrent("simple", TWO)
                .decodeTokens(6)
                .recurrent("simple", TWO)
                .recurrent("simple", TWO)
                .attention(Attention.DOT)
                .context()
                .dense(6)
                .build();
        List<String> layers =
                network.summary().lines().takeWhile(l -> !l.isEmpty()).toList();
        long sum = 0;
        for (String line : layers.subList(2, layers.size() - 1)) {
            String last = line.substring(line.lastIndexOf(' ') + 1).replace(",", "");
            sum += last.matches("\\d+") ? Long.parseLong(last) : 0;
        }
        assertEquals(network.parameterCount(), sum, network::summary);
    }
}
