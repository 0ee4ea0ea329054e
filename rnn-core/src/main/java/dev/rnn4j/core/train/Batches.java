package dev.rnn4j.core.train;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import com.google.common.collect.Lists;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes examples into batches, each example in exactly one. The order is a function of the seed and the epoch. Examples
 * are drawn as they are needed; beyond the batch that was given out last, at most {@code held} of them and, if bucketed,
 * {@link #POOL} batches are kept. A batch's list is filled again for the next one.
 *
 * @param size examples of a batch
 * @param shuffle whether each epoch has an order of its own
 * @param held how many examples are kept to draw from, if they are no list; a list is shuffled as a whole
 * @param bucketed whether sequences of similar length come together
 * @param seed of all shuffling
 */
record Batches(int size, boolean shuffle, int held, boolean bucketed, long seed) {
    /**
     * So many batches at a time are sorted by length. More would be more alike within; fewer leave more of the order to
     * chance.
     */
    static final int POOL = 16;

    /** Examples in their own order. */
    static Batches inOrder(int size) {
        return new Batches(size, false, 0, false, 0);
    }

    /** The batches of one epoch. */
    Iterator<List<Example>> epoch(Iterable<Example> examples, int epoch) {
        Draws draws = shuffle ? Draws.of(seed, "shuffle").at(epoch) : null;
        Iterator<Example> order;
        if (!shuffle) {
            order = examples.iterator();
        } else if (examples instanceof List<Example> list) {
            order = inOrder(list, draws.permutation(list.size()));
        } else {
            order = shuffled(examples.iterator(), draws);
        }
        return bucketed ? buckets(order, shuffle ? draws.named("buckets") : null) : parts(order, size);
    }

    /** The examples of one epoch, as its batches have them. */
    Iterator<Example> order(Iterable<Example> examples, int epoch) {
        return Iterators.concat(Iterators.transform(epoch(examples, epoch), List::iterator));
    }

    private static Iterator<Example> inOrder(List<Example> list, int[] order) {
        return new AbstractIterator<>() {
            private int next;

            @Override
            protected Example computeNext() {
                return next == order.length ? endOfData() : list.get(order[next++]);
            }
        };
    }

    /** A place of those kept, by chance, is given out and filled again with the next one. */
    private Iterator<Example> shuffled(Iterator<Example> in, Draws draws) {
        return new AbstractIterator<>() {
            private final List<Example> kept = new ArrayList<>();
            private long given;

            @Override
            protected Example computeNext() {
                while (kept.size() < held && in.hasNext()) {
                    kept.add(in.next());
                }
                if (kept.isEmpty()) {
                    return endOfData();
                }
                Example last = kept.remove(kept.size() - 1);
                int place = draws.below(kept.size() + 1, given++);
                return place == kept.size() ? last : kept.set(place, last);
            }
        };
    }

    /** Each pool is sorted by length and cut into batches, which come in an order by chance. */
    private Iterator<List<Example>> buckets(Iterator<Example> in, Draws draws) {
        Iterator<List<Example>> pools = parts(in, (int) Math.min(Integer.MAX_VALUE, (long) POOL * size));
        return Iterators.concat(new AbstractIterator<Iterator<List<Example>>>() {
            private long pool;

            @Override
            protected Iterator<List<Example>> computeNext() {
                if (!pools.hasNext()) {
                    return endOfData();
                }
                List<Example> sorted = pools.next();
                sorted.sort(Comparator.comparingInt(Batches::length));
                List<List<Example>> batches = Lists.partition(sorted, size);
                IntStream order = shuffle
                        ? Arrays.stream(draws.at(pool++).permutation(batches.size()))
                        : IntStream.range(0, batches.size());
                return order.mapToObj(batches::get).iterator();
            }
        });
    }

    /** The steps of an example, also if its input is one step and its target many. */
    private static int length(Example e) {
        return Math.max(e.input().length(), e.target().length());
    }

    private static Iterator<List<Example>> parts(Iterator<Example> in, int size) {
        return new AbstractIterator<>() {
            private final List<Example> part = new ArrayList<>();

            @Override
            protected List<Example> computeNext() {
                if (!in.hasNext()) {
                    return endOfData();
                }
                part.clear();
                while (part.size() < size && in.hasNext()) {
                    part.add(in.next());
                }
                return part;
            }
        };
    }
}
