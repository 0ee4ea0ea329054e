package dev.rnn4j.core.generate;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.pass.StreamPass;
import java.util.HashMap;
import java.util.Map;

/** A network that reads tokens and says after each how likely every token is to follow. */
final class NetworkTokens implements TokenModel {
    private final Network network;
    private final Map<String, Tensor> states;

    /** Checks that the network is one. */
    NetworkTokens(Network network) {
        this(network, Map.of());
    }

    private NetworkTokens(Network network, Map<String, Tensor> states) {
        this.network = network;
        this.states = states;
        if (!network.readsTokens()) {
            throw new BadInputException(
                    "a generator needs a network that reads tokens, but this one reads rows of width "
                            + network.inputWidth() + ": build it with tokens(n)");
        }
        if (network.manyToOne() || network.inputMode() != InputMode.SEQUENCE) {
            throw new BadInputException("a generator needs a network with an output after every token it reads, but "
                    + (network.manyToOne() ? "this one is many-to-one" : "this one reads only the first"));
        }
        if (network.outputWidth() != network.inputWidth()) {
            throw new BadInputException("a generator needs as many outputs as tokens: the network reads "
                    + network.inputWidth() + " tokens and has " + network.outputWidth() + " outputs");
        }
        LogProbabilities.check(network);
        open(); // refuses layers that run in reverse, and states that do not fit
    }

    @Override
    public TokenModel from(Map<String, Tensor> newStates) {
        Map<String, Tensor> copies = new HashMap<>();
        newStates.forEach((name, state) -> copies.put(name, state.copy()));
        return new NetworkTokens(network, copies);
    }

    private StreamPass open() {
        return new StreamPass(network.model(), states);
    }

    @Override
    public int tokens() {
        return network.outputWidth();
    }

    @Override
    public Reader begin(Series given) {
        if (!given.isTokens() && given.length() > 0) {
            throw new BadInputException(
                    "the prompt has rows of width " + given.width() + ", the network reads tokens: use Series.tokens");
        }
        if (given.length() == 0) {
            throw new BadInputException("the prompt is empty: the network needs at least one token to read before it"
                    + " can say what follows, such as one that begins every sequence it was trained on");
        }
        int[] prompt = new int[given.length()];
        for (int t = 0; t < prompt.length; t++) {
            prompt[t] = given.token(t);
            if (prompt[t] < 0 || prompt[t] >= tokens()) {
                throw new BadInputException(
                        "token " + prompt[t] + " at step " + t + " of the prompt is outside 0 to " + (tokens() - 1));
            }
        }
        StreamPass pass = open();
        for (int token : prompt) {
            pass.read(token);
        }
        return new StreamReader(prompt, pass);
    }
}
