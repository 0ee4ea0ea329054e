package dev.rnn4j.core.generate;

import dev.rnn4j.core.pass.StreamPass;

/** Sequences side by side in a pass that has read all there is before the first token to write. */
final class StreamReader implements TokenModel.Reader {
    private final int[] prompt;
    private StreamPass pass;

    StreamReader(int[] prompt, StreamPass pass) {
        this.prompt = prompt;
        this.pass = pass;
    }

    @Override
    public int[] prompt() {
        return prompt;
    }

    @Override
    public double[] first() {
        return LogProbabilities.of(pass.logits(0));
    }

    @Override
    public double[][] next(int[] parents, int[] read) {
        pass = pass.choose(parents);
        pass.read(read);
        double[][] next = new double[read.length][];
        for (int i = 0; i < next.length; i++) {
            next[i] = LogProbabilities.of(pass.logits(i));
        }
        return next;
    }
}
