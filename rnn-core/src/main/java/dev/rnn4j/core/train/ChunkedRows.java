package dev.rnn4j.core.train;

import com.google.common.collect.Lists;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.pass.Backprop;
import dev.rnn4j.core.pass.Batch;
import dev.rnn4j.core.pass.Blueprint;
import dev.rnn4j.core.random.Draws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;

/**
 * Rows that go through the examples of an epoch chunk by chunk. A row keeps its states from one chunk to the next; where
 * its sequence ends, with a shorter chunk if need be, the next sequence begins with the next chunk and fresh states.
 */
final class ChunkedRows {
    private final Iterator<Example> examples;
    private final int most;
    private final int chunk;
    private final Blueprint network;
    private final List<Batch.Part> rows = new ArrayList<>();
    private Batch batch;

    /**
     * Before the first chunk.
     *
     * @param examples those of an epoch, in its order, checked
     * @param most rows at a time
     * @param chunk steps of a chunk
     */
    ChunkedRows(Iterator<Example> examples, int most, int chunk, Blueprint network) {
        this.examples = examples;
        this.most = most;
        this.chunk = chunk;
        this.network = network;
    }

    /** Whether there is a further chunk. */
    boolean hasNext() {
        return examples.hasNext() || !rows.isEmpty();
    }

    /**
     * The next chunk of each row; that of before is not used any more.
     *
     * @param masks of the sequences that begin with this chunk
     */
    Batch next(Draws masks) {
        while (rows.size() < most && examples.hasNext()) {
            rows.add(new Batch.Part(examples.next(), 0, new HashMap<>(), masks.at(rows.size())));
        }
        batch = Batch.parts(rows, chunk, network, batch);
        return batch;
    }

    /** After a chunk and its run. */
    void advance(Backprop run) {
        run.endStates(Lists.transform(rows, Batch.Part::states));
        rows.replaceAll(r -> new Batch.Part(r.example(), r.first() + chunk, r.states(), r.masks()));
        rows.removeIf(r -> r.first() >= Batch.steps(r.example(), network));
    }
}
