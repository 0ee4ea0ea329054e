package dev.rnn4j.core.train;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.pass.Batch;
import dev.rnn4j.core.pass.Blueprint;
import dev.rnn4j.core.random.Draws;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

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
     * The next chunk of each row.
     *
     * @param masks of the sequences that begin with this chunk
     */
    Batch next(Draws masks) {
        while (rows.size() < most && examples.hasNext()) {
            rows.add(new Batch.Part(examples.next(), 0, Map.of(), masks.at(rows.size())));
        }
        return Batch.parts(rows, chunk, network);
    }

    /** After a chunk, with the states of its rows. */
    void advance(List<Map<String, double[]>> states) {
        for (int i = 0; i < rows.size(); i++) {
            Batch.Part r = rows.get(i);
            rows.set(i, new Batch.Part(r.example(), r.first() + chunk, states.get(i), r.masks()));
        }
        rows.removeIf(r -> r.first() >= Batch.steps(r.example(), network));
    }
}
