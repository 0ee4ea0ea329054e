package dev.rnn4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterators;
import com.google.common.collect.Lists;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchesTest {
    /** An example that can be told apart by its target. */
    private static Example example(int number, int length) {
        return Example.of(Series.tokens(new int[length]), number);
    }

    private static List<Example> examples(int n, int longest, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, n)
                .mapToObj(i -> example(i, 1 + random.nextInt(longest)))
                .toList();
    }

    private static List<List<Integer>> numbers(Iterator<List<Example>> batches) {
        List<List<Integer>> all = new ArrayList<>();
        batches.forEachRemaining(
                b -> all.add(b.stream().map(e -> e.target().token(0)).toList()));
        return all;
    }

    private static List<Integer> flat(List<List<Integer>> batches) {
        return batches.stream().flatMap(List::stream).toList();
    }

    /** How many steps are run in all, each batch being as long as its longest sequence. */
    private static long steps(Iterator<List<Example>> batches) {
        long sum = 0;
        while (batches.hasNext()) {
            sum += batches.next().stream()
                    .mapToInt(e -> e.input().length())
                    .max()
                    .orElseThrow();
        }
        return sum;
    }

    @Property(seed = "20261124", tries = 300)
    void eachExampleIsInExactlyOneBatchOfTheEpoch(
            @ForAll @IntRange(min = 0, max = 700) int n,
            @ForAll @IntRange(min = 1, max = 9) int size,
            @ForAll boolean shuffle,
            @ForAll @IntRange(min = 1, max = 100) int held,
            @ForAll boolean bucketed,
            @ForAll boolean list,
            @ForAll long seed) {
        List<Example> examples = examples(n, 20, 1);
        Iterable<Example> given = list ? examples : examples::iterator;
        Batches batches = new Batches(size, shuffle, held, bucketed, seed);
        List<List<Integer>> epoch = numbers(batches.epoch(given, 3));
        List<Integer> order = flat(epoch);
        assertEquals(
                IntStream.range(0, n).boxed().toList(), order.stream().sorted().toList());
        assertTrue(epoch.stream().allMatch(b -> b.size() <= size && !b.isEmpty()));
        // At most one batch of the whole, which is the last one of the last pool, has fewer.
        assertTrue(epoch.stream().filter(b -> b.size() < size).count() <= 1);
        assertEquals(epoch, numbers(batches.epoch(given, 3)));
        if (!shuffle && !bucketed) {
            assertEquals(IntStream.range(0, n).boxed().toList(), order);
        }
    }

    @Test
    void eachEpochAndEachSeedHasItsOwnOrder() {
        List<Example> examples = examples(200, 20, 1);
        for (Iterable<Example> given : List.<Iterable<Example>>of(examples, examples::iterator)) {
            for (boolean bucketed : new boolean[] {false, true}) {
                Batches batches = new Batches(8, true, 50, bucketed, 1);
                List<List<Integer>> first = numbers(batches.epoch(given, 1));
                assertNotEquals(first, numbers(batches.epoch(given, 2)));
                assertNotEquals(first, numbers(new Batches(8, true, 50, bucketed, 2).epoch(given, 1)));
            }
        }
    }

    @Test
    void withinAPoolBatchesDoNotOverlapInLength() {
        List<Example> examples = examples(Batches.POOL * 8, 100, 2);
        for (boolean shuffle : new boolean[] {false, true}) {
            Iterator<List<Example>> epoch = new Batches(8, shuffle, 1, true, 5).epoch(examples, 1);
            List<List<Integer>> lengths = new ArrayList<>();
            epoch.forEachRemaining(b ->
                    lengths.add(b.stream().map(e -> e.input().length()).sorted().toList()));
            List<Integer> sorted =
                    examples.stream().map(e -> e.input().length()).sorted().toList();
            lengths.sort(
                    Comparator.comparingInt(b -> b.stream().mapToInt(l -> l).sum()));
            assertEquals(Lists.partition(sorted, 8), lengths);
        }
    }

    @Test
    void bucketsRunFewerSteps() {
        List<Example> examples = examples(2000, 100, 3);
        long plain = steps(new Batches(32, true, 1, false, 1).epoch(examples, 1));
        long bucketed = steps(new Batches(32, true, 1, true, 1).epoch(examples, 1));
        // 63 batches whose longest is nearly 100 against batches about as long as the mean of 50.
        assertTrue(plain > 6000 && bucketed < 3600, plain + " and " + bucketed);
    }

    @Test
    void noMoreAreHeldThanWereAskedFor() {
        int n = 50_000;
        for (boolean bucketed : new boolean[] {false, true}) {
            int[] read = {0};
            Iterable<Example> counted =
                    () -> Iterators.transform(IntStream.range(0, n).iterator(), i -> {
                        read[0]++;
                        return example(i, 1 + i % 7);
                    });
            Iterator<List<Example>> epoch = new Batches(10, true, 300, bucketed, 1).epoch(counted, 1);
            int given = 0;
            int most = 0;
            while (epoch.hasNext()) {
                most = Math.max(most, read[0] - given);
                given += epoch.next().size();
            }
            assertEquals(n, given);
            assertTrue(most >= 300 && most <= 300 + 10 * (bucketed ? Batches.POOL : 1), "held at most " + most);
        }
    }

    @Test
    void aBufferMovesExamplesBothWaysAndAsFarAsItIsLarge() {
        List<Example> examples = examples(10_000, 3, 1);
        List<Integer> order = flat(numbers(new Batches(10, true, 500, false, 1).epoch(examples::iterator, 1)));
        int early = 0;
        double moved = 0;
        for (int place = 0; place < order.size(); place++) {
            early = Math.max(early, order.get(place) - place);
            moved += Math.abs(order.get(place) - place);
        }
        assertEquals(499, early, 1); // nobody comes before it was read
        assertTrue(moved / order.size() > 250, "moved on average " + moved / order.size());
    }
}
