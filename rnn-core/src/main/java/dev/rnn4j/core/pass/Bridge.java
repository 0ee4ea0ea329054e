package dev.rnn4j.core.pass;

import dev.rnn4j.api.Value;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Naming;
import dev.rnn4j.core.graph.TracedStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a decoder is given of its encoder, traced.
 *
 * @param start the decoder's states before its first step side by side, {@code tanh(W e + b)} of what the encoder reads out
 * @param columns where each state begins in that row, by the state's public name
 * @param keys {@code U mₛ} for additive attention; null without
 */
record Bridge(Stage start, Map<String, Integer> columns, Stage keys) {
    static final String START = "bridge";

    /**
     * Traces.
     *
     * @param readOut width of what the encoder reads out
     * @param states the decoder's states by public name with their widths
     * @param memory width of the encoder's outputs
     * @param attention null without; the width of its queries is {@code units}
     */
    static Bridge of(
            int readOut,
            Map<String, Integer> states,
            int memory,
            Layer.Attention attention,
            int units,
            boolean gradient) {
        TracedStep t = new TracedStep(new Graph(START), readOut, Naming.parts(START), false);
        Map<String, Integer> columns = new LinkedHashMap<>();
        Value all = null;
        int width = 0;
        for (Map.Entry<String, Integer> s : states.entrySet()) {
            Value start = t.linear(s.getValue())
                    .named(s.getKey().substring(Blueprint.DECODER.length()))
                    .of(t.input())
                    .get()
                    .tanh();
            columns.put(s.getKey(), width);
            width += s.getValue();
            all = all == null ? start : all.concat(start);
        }
        t.emit(all);
        Stage starts = Stage.stateless(START, Traced.of(t.finishGraph(), gradient, Set.of(TracedStep.X), Map.of()));
        return new Bridge(starts, columns, attention == null ? null : keys(memory, attention, units, gradient));
    }

    private static Stage keys(int memory, Layer.Attention attention, int units, boolean gradient) {
        String name = attention.name() + " keys";
        TracedStep t = new TracedStep(new Graph(name), memory, Naming.parts(attention.name()), false);
        t.emit(t.linear(units).noBias().named("key").of(t.input()).get());
        return Stage.stateless(name, Traced.of(t.finishGraph(), gradient, Set.of(TracedStep.X), Map.of()));
    }
}
