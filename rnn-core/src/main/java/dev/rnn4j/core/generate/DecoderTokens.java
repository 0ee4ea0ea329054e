package dev.rnn4j.core.generate;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.pass.Blueprint;
import dev.rnn4j.core.pass.StreamPass;

/** An encoder-decoder: it reads a source, then says how likely every token is to be the first, and to follow. */
final class DecoderTokens implements TokenModel {
    private final Network network;

    /** Checks that the network's decoder writes tokens. */
    DecoderTokens(Network network) {
        this.network = network;
        Blueprint decoder = network.model().use();
        if (!decoder.tokens()) {
            throw new BadInputException(
                    "a generator needs a decoder that writes tokens, but this one writes rows of width "
                            + decoder.inputWidth() + ": build it with decodeTokens(n)");
        }
        LogProbabilities.check(network);
    }

    @Override
    public int tokens() {
        return network.outputWidth();
    }

    @Override
    public Reader begin(Series source) {
        StreamPass pass = new StreamPass(network.model(), source);
        pass.read(StreamPass.NOTHING);
        return new StreamReader(new int[0], pass);
    }
}
