package dev.rnn4j.core.data;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Divides examples, or anything else, into what is learned from and what is held out. The same list and seed are divided
 * the same way each time; both parts keep the list's order. <i>Stratified</i> means that each class, as the label function
 * tells it, is divided in the same proportion, to within one example.
 */
public final class Splits {
    private Splits() {}

    /**
     * Holds out a share by chance.
     *
     * @param share of {@code all} to be the test, above 0 and below 1; rounded to whole examples
     * @throws BadInputException if one of the parts is empty
     */
    public static <T> Split<T> holdOut(List<T> all, double share, long seed) {
        return holdOut(all, share, seed, x -> "");
    }

    /** The same, stratified. */
    public static <T> Split<T> holdOut(List<T> all, double share, long seed, Function<? super T, ?> label) {
        int held = held(all.size(), share);
        List<List<Integer>> classes = new ArrayList<>(classes(all, seed, label));
        // Each class gives the whole part of its share, and those with the largest rests one more.
        int[] counts = new int[classes.size()];
        for (int c = 0; c < counts.length; c++) {
            counts[c] = (int) (share * classes.get(c).size());
        }
        List<Integer> byRest = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            byRest.add(c);
        }
        byRest.sort(Comparator.comparingDouble(
                c -> counts[c] - share * classes.get(c).size()));
        int missing = held - Arrays.stream(counts).sum();
        for (int i = 0; i < missing; i++) {
            counts[byRest.get(i)]++;
        }
        boolean[] test = new boolean[all.size()];
        for (int c = 0; c < counts.length; c++) {
            classes.get(c).subList(0, counts[c]).forEach(i -> test[i] = true);
        }
        return split(all, i -> test[i]);
    }

    /**
     * Divides into k folds by chance: k splits, each with one fold to test and the others to train. Each example is
     * in exactly one test; the sizes of the folds differ by one at most.
     *
     * @throws BadInputException if k is below 2 or above the number of examples
     */
    public static <T> List<Split<T>> kFold(List<T> all, int k, long seed) {
        return kFold(all, k, seed, x -> "");
    }

    /** The same, stratified; a class with fewer than k examples is missing in some tests. */
    public static <T> List<Split<T>> kFold(List<T> all, int k, long seed, Function<? super T, ?> label) {
        if (k < 2 || k > all.size()) {
            throw new BadInputException(k + " folds of " + all.size() + " examples: "
                    + (k < 2
                            ? "it takes at least 2, one to test and one to train"
                            : "each fold needs one, ask for fewer folds or give more examples"));
        }
        int[] fold = new int[all.size()];
        int dealt = 0;
        for (List<Integer> members : classes(all, seed, label)) {
            for (int i : members) {
                fold[i] = dealt++ % k;
            }
        }
        List<Split<T>> splits = new ArrayList<>();
        for (int f = 0; f < k; f++) {
            int test = f;
            splits.add(split(all, i -> fold[i] == test));
        }
        return splits;
    }

    /**
     * Holds out the end: for examples in the order of time, where the past must not learn from the future.
     *
     * @throws BadInputException if one of the parts is empty
     */
    public static <T> Split<T> inOrder(List<T> all, double share) {
        int train = all.size() - held(all.size(), share);
        return split(all, i -> i >= train);
    }

    /** Holds out the last steps of a series; each part is a list with one series. */
    public static Split<Series> inOrder(Series series, double share) {
        int train = series.length() - held(series.length(), share);
        return new Split<>(List.of(series.slice(0, train)), List.of(series.slice(train, series.length())));
    }

    private static int held(int n, double share) {
        if (!(share > 0 && share < 1)) {
            throw new BadInputException("a share of " + share + " to hold out: it lies above 0 and below 1");
        }
        long held = Math.round(share * n);
        if (held == 0 || held == n) {
            throw new BadInputException("holding out " + share + " of " + n + " leaves nothing to "
                    + (held == 0 ? "test on" : "learn from") + ": give more, or another share");
        }
        return (int) held;
    }

    /** The places of each class's members, by chance; the classes as they first occur. */
    private static <T> Collection<List<Integer>> classes(List<T> all, long seed, Function<? super T, ?> label) {
        List<Object> labels = new ArrayList<>(all.size());
        Map<Object, List<Integer>> classes = new LinkedHashMap<>();
        for (T one : all) {
            Object its = label.apply(one);
            if (its == null) {
                throw new BadInputException("element " + labels.size() + " has no label to be divided by, the function"
                        + " gives null: give it one, or leave the element out");
            }
            labels.add(its);
            classes.computeIfAbsent(its, l -> new ArrayList<>());
        }
        for (int i : Draws.of(seed, "split").permutation(all.size())) {
            classes.get(labels.get(i)).add(i);
        }
        return classes.values();
    }

    private static <T> Split<T> split(List<T> all, IntPredicate isTest) {
        List<T> train = new ArrayList<>();
        List<T> test = new ArrayList<>();
        int i = 0;
        for (T one : all) {
            (isTest.test(i++) ? test : train).add(one);
        }
        return new Split<>(train, test);
    }
}
