package dev.rnn4j.core.train;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.pass.Batch;
import dev.rnn4j.core.pass.Blueprint;
import java.util.List;

/** What a trainer with truncation refuses. */
final class ChunkRules {
    private ChunkRules() {}

    /** Refuses truncation that would cut nothing. */
    static void check(Truncation truncation, List<Example> examples, Blueprint network) {
        int longest = 0;
        for (Example e : examples) {
            longest = Math.max(longest, Batch.steps(e, network));
        }
        if (truncation.back() > longest) {
            throw new BadInputException(
                    "truncation " + truncation + " is longer than the longest of the examples, which has " + longest
                            + " steps: nothing would be truncated; take at most " + Math.max(1, longest)
                            + " steps, or leave truncation(...) out");
        }
    }

    /** Refuses an update after each chunk where it cannot be. */
    static void check(Truncation truncation, Blueprint network) {
        if (truncation.isNone() || truncation.every() != truncation.back()) {
            throw new BadInputException("updateEachChunk() needs truncation(Truncation.chunks(k)), not " + truncation
                    + ": states are carried from the end of one chunk to the beginning of the next");
        }
        if (network.encoder() != null) {
            throw new BadInputException("updateEachChunk() of an encoder-decoder: its encoder learns only from the"
                    + " whole of what is written; leave it out, and truncation too");
        }
        if (network.manyToOne()) {
            throw new BadInputException("updateEachChunk() needs a loss at every step, but the network has one output"
                    + " for a sequence: the chunks before its last would have nothing to learn");
        }
        if (!network.stateInReverse().isEmpty()) {
            throw new BadInputException("updateEachChunk() carries states forwards in time: state '"
                    + network.stateInReverse() + "' runs in reverse; use recurrent(...) in its place, or leave it out");
        }
    }
}
