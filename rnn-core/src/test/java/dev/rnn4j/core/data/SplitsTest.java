package dev.rnn4j.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SplitsTest {
    /** An element with a place and a class. */
    private record One(int place, int label) {}

    private static List<One> all(List<Integer> labels) {
        return IntStream.range(0, labels.size())
                .mapToObj(i -> new One(i, labels.get(i)))
                .toList();
    }

    private static long count(List<One> some, int label) {
        return some.stream().filter(o -> o.label() == label).count();
    }

    private static <T> void assertOrderedAndWhole(List<One> all, Split<One> split) {
        for (List<One> part : List.of(split.train(), split.test())) {
            assertEquals(
                    part.stream().map(One::place).sorted().toList(),
                    part.stream().map(One::place).toList());
        }
        assertEquals(
                all.stream().map(One::place).toList(),
                Stream.concat(split.train().stream(), split.test().stream())
                        .map(One::place)
                        .sorted()
                        .toList());
    }

    @Property(seed = "20261124", tries = 500)
    void aShareIsHeldOutOfTheWholeAndOfEachClassToWithinOne(
            @ForAll @Size(min = 2, max = 60) List<@IntRange(max = 4) Integer> labels,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double share,
            @ForAll long seed) {
        long held = Math.round(share * labels.size());
        Assume.that(held > 0 && held < labels.size());
        List<One> all = all(labels);
        Split<One> plain = Splits.holdOut(all, share, seed);
        assertOrderedAndWhole(all, plain);
        assertEquals(held, plain.test().size());
        Split<One> stratified = Splits.holdOut(all, share, seed, One::label);
        assertOrderedAndWhole(all, stratified);
        assertEquals(held, stratified.test().size());
        for (int label = 0; label <= 4; label++) {
            double exact = share * count(all, label);
            assertTrue(Math.abs(count(stratified.test(), label) - exact) < 1 + 1e-9, () -> share + " of " + labels);
        }
    }

    @Property(seed = "20261124", tries = 500)
    void eachExampleIsInExactlyOneTestFoldAndClassesAreSpreadToWithinOne(
            @ForAll @Size(min = 2, max = 60) List<@IntRange(max = 4) Integer> labels,
            @ForAll @IntRange(min = 2, max = 60) int k,
            @ForAll long seed) {
        Assume.that(k <= labels.size());
        List<One> all = all(labels);
        for (Function<One, Integer> label : List.<Function<One, Integer>>of(o -> 0, One::label)) {
            List<Split<One>> folds = Splits.kFold(all, k, seed, label);
            assertEquals(k, folds.size());
            List<One> tested = new ArrayList<>();
            for (Split<One> fold : folds) {
                assertOrderedAndWhole(all, fold);
                tested.addAll(fold.test());
                assertTrue(Math.abs(fold.test().size() - all.size() / (double) k) < 1);
                for (int c = 0; c <= 4; c++) {
                    int its = c;
                    long members =
                            all.stream().filter(o -> label.apply(o) == its).count();
                    long here = fold.test().stream()
                            .filter(o -> label.apply(o) == its)
                            .count();
                    assertTrue(Math.abs(here - members / (double) k) < 1, () -> k + " folds of " + labels);
                }
            }
            assertOrderedAndWhole(
                    all,
                    new Split<>(
                            List.of(),
                            tested.stream()
                                    .sorted((a, b) -> a.place() - b.place())
                                    .toList()));
        }
    }

    @Example
    void theSeedDecides() {
        List<Integer> all = IntStream.range(0, 100).boxed().toList();
        assertEquals(Splits.holdOut(all, 0.2, 7), Splits.holdOut(all, 0.2, 7));
        assertNotEquals(Splits.holdOut(all, 0.2, 7), Splits.holdOut(all, 0.2, 8));
        assertEquals(Splits.kFold(all, 5, 7), Splits.kFold(all, 5, 7));
        assertNotEquals(Splits.kFold(all, 5, 7), Splits.kFold(all, 5, 8));
    }

    @Example
    void inTimeTheTestIsTheEnd() {
        assertEquals(new Split<>(List.of(1, 2, 3), List.of(4)), Splits.inOrder(List.of(1, 2, 3, 4), 0.3));
        Split<Series> series = Splits.inOrder(Series.rows(new double[][] {{1}, {2}, {3}, {4}, {5}}), 0.4);
        assertEquals(3, series.train().get(0).length());
        assertEquals(2, series.test().get(0).length());
        assertEquals(4, series.test().get(0).get(0, 0));
    }

    @Example
    void whatCannotBeDividedIsRefused() {
        List<Integer> three = List.of(1, 2, 3);
        Object[][] cases = {
            {(Runnable) () -> Splits.kFold(three, 4, 1), "4 folds of 3 examples: each fold needs one"},
            {(Runnable) () -> Splits.kFold(three, 1, 1), "1 folds of 3 examples: it takes at least 2"},
            {(Runnable) () -> Splits.holdOut(three, 0.1, 1), "holding out 0.1 of 3 leaves nothing to test on"},
            {(Runnable) () -> Splits.holdOut(three, 0.9, 1), "holding out 0.9 of 3 leaves nothing to learn from"},
            {(Runnable) () -> Splits.holdOut(List.of(), 0.5, 1), "leaves nothing to test on"},
            {(Runnable) () -> Splits.holdOut(three, 1, 1), "a share of 1.0 to hold out: it lies above 0 and below 1"},
            {(Runnable) () -> Splits.inOrder(three, Double.NaN), "a share of NaN"},
            {(Runnable) () -> Splits.inOrder(Series.tokens(1), 0.5), "leaves nothing to learn from"},
            {(Runnable) () -> Splits.kFold(three, 2, 1, x -> x == 2 ? null : x), "element 1 has no label"},
        };
        for (Object[] c : cases) {
            String said = assertThrows(BadInputException.class, ((Runnable) c[0])::run)
                    .getMessage();
            assertTrue(said.contains((String) c[1]), said);
        }
    }
}
