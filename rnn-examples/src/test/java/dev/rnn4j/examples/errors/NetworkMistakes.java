package dev.rnn4j.examples.errors;

import dev.rnn4j.core.Attention;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;

/** Layers that do not go together. */
final class NetworkMistakes {
    private NetworkMistakes() {}

    private static NetworkBuilder builder() {
        return Network.builder();
    }

    static void addTo(Mistakes m) {
        m.add(
                "no tokens(n), no inputs(width)",
                () -> builder().recurrent("gru", 8).build());
        m.add("tokens(0)", () -> builder().tokens(0));
        m.add("no layers", () -> builder().inputs(2).build());
        m.add(
                "inputs(2).embedding(8)",
                () -> builder().inputs(2).embedding(8).recurrent("gru", 8).build());
        m.add(
                "tokens(9).recurrent(\"gru\", 8).embedding(8)",
                () -> builder().tokens(9).recurrent("gru", 8).embedding(8));
        m.add(
                "lastStep().recurrent(\"gru\", 8)",
                () -> builder().inputs(2).recurrent("gru", 8).lastStep().recurrent("gru", 8));
        m.add(
                "lastStep().maxPool()",
                () -> builder().inputs(2).recurrent("gru", 8).lastStep().maxPool());
        m.add("dense(0)", () -> builder().inputs(2).dense(0));
        m.add("dropout(1)", () -> builder().inputs(2).dropout(1));
        m.add("learnInitialStates() after dense(8)", () -> builder().dense(8).learnInitialStates());
        m.add(
                "inputMode(InputMode.REPEAT), with lastStep()",
                () -> builder()
                        .inputs(2)
                        .inputMode(InputMode.REPEAT)
                        .recurrent("gru", 8)
                        .lastStep()
                        .build());
        m.add(
                "inputMode(InputMode.FEEDBACK), inputs(2), dense(3)",
                () -> builder()
                        .inputs(2)
                        .inputMode(InputMode.FEEDBACK)
                        .recurrent("gru", 8)
                        .dense(3)
                        .build());
        m.add(
                "attention(Attention.DOT), without a decoder",
                () -> builder().inputs(2).recurrent("gru", 8).attention(Attention.DOT));
        m.add(
                "decodeTokens(12), then dense(10, \"softmax\")",
                () -> builder()
                        .tokens(9)
                        .recurrent("gru", 8)
                        .decodeTokens(12)
                        .recurrent("gru", 8)
                        .dense(10, "softmax")
                        .build());
        m.add(
                "decodeTokens(12), without a recurrent layer after it",
                () -> builder()
                        .tokens(9)
                        .recurrent("gru", 8)
                        .decodeTokens(12)
                        .dense(12)
                        .build());
        m.add(
                "decodeTokens(12), then bidirectional(\"gru\", 8)",
                () -> builder().tokens(9).recurrent("gru", 8).decodeTokens(12).bidirectional("gru", 8));
        m.add(
                "attention(Attention.DOT), 16 units before and 8 in the decoder",
                () -> builder()
                        .tokens(9)
                        .recurrent("gru", 16)
                        .decodeTokens(12)
                        .recurrent("gru", 8)
                        .attention(Attention.DOT)
                        .dense(12)
                        .build());
    }
}
