package dev.rnn4j.examples.errors;

import dev.rnn4j.core.Attention;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.generate.Generator;
import dev.rnn4j.core.network.Network;
import java.util.Map;

/** What a network cannot be used for, and states and parameters of others. */
final class UseMistakes {
    private UseMistakes() {}

    private static Network gru() {
        return Network.builder().inputs(2).recurrent("gru", 8).dense(2).build();
    }

    private static Network lstm() {
        return Network.builder().inputs(2).recurrent("lstm", 8).dense(2).build();
    }

    private static Network writer(String activation) {
        return Network.builder()
                .tokens(12)
                .recurrent("gru", 8)
                .dense(12, activation)
                .build();
    }

    private static Network decoder() {
        return Network.builder()
                .tokens(9)
                .recurrent("gru", 8)
                .decodeTokens(12)
                .recurrent("gru", 8)
                .attention(Attention.DOT)
                .dense(12, "softmax")
                .build();
    }

    static void addTo(Mistakes m) {
        m.add(
                "stream(), of a many-to-one network",
                () -> Network.builder().inputs(2).recurrent("gru", 8).lastStep().build().stream());
        m.add(
                "stream(), with bidirectional(...)",
                () -> Network.builder().inputs(2).bidirectional("gru", 8).build().stream());
        m.add("stream.step(1, 2, 3), of inputs(2)", () -> gru().stream().step(1, 2, 3));
        m.add("stream.step(12), of tokens(12)", () -> writer("softmax").stream().step(12));
        m.add("generate(first, 9), without inputMode(...)", () -> gru().generate(Series.row(1, 2), 9));
        m.add("predict(source), of an encoder-decoder", () -> decoder().predict(Series.tokens(1, 2)));
        m.add(
                "attention(source, written), without attention(...)",
                () -> gru().attention(Series.row(1, 2), Series.row(1, 2)));
        m.add(
                "stream.state(state), of a network with another cell",
                () -> lstm().stream().state(gru().stream().state()));
        m.add(
                "stream.state(state), of a network with other units",
                () -> gru().stream()
                        .state(Network.builder().inputs(2).recurrent("gru", 16).build().stream()
                                .state()));
        m.add(
                "predict(series, Map.of(\"c_l0\", state)), of a gru",
                () -> gru().predict(Series.row(1, 2), Map.of("c_l0", Tensor.zeros(8))));
        m.add(
                "predict(series, Map.of(\"h_l0\", state)), of 4 numbers for 8 units",
                () -> gru().predict(Series.row(1, 2), Map.of("h_l0", Tensor.zeros(4))));
        m.add("parameter(\"weight\")", () -> gru().parameter("weight"));
        m.add(
                "setParameter(\"out.weight\", tensor), transposed",
                () -> gru().setParameter("out.weight", Tensor.zeros(8, 2)));
        m.add("Generator.builder(network), without a softmax", () -> Generator.builder(writer("tanh")));
        m.add("Generator.builder(network), of a network of rows", () -> Generator.builder(gru()));
        m.add(
                "generate(Series.tokens())",
                () -> Generator.builder(writer("softmax")).build().generate(Series.tokens()));
        m.add("temperature(0)", () -> Generator.builder(writer("softmax")).temperature(0));
        m.add(
                "beam(5).temperature(0.8)",
                () -> Generator.builder(writer("softmax"))
                        .beam(5)
                        .temperature(0.8)
                        .build());
        m.add(
                "endToken(12), of tokens(12)",
                () -> Generator.builder(writer("softmax")).endToken(12));
    }
}
