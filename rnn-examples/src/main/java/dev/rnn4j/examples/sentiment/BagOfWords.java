package dev.rnn4j.examples.sentiment;

import dev.rnn4j.api.BadInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Naive Bayes on which words occur, blind to their order: the mark that a recurrent network has to pass. Two sentences
 * of the same words get the same answer, so on pairs of such sentences with opposite labels it is right exactly half
 * the time.
 */
public final class BagOfWords {
    private final Map<String, Double> weights;
    private final double bias;

    private BagOfWords(Map<String, Double> weights, double bias) {
        this.weights = weights;
        this.bias = bias;
    }

    /** Counts in how many texts of each class a word occurs; every word starts with one text in each. */
    public static BagOfWords train(List<LabelledText> texts) {
        Map<String, int[]> counts = new HashMap<>();
        int[] classes = new int[2];
        for (LabelledText text : texts) {
            classes[text.label()]++;
            for (String word : words(text.text())) {
                counts.computeIfAbsent(word, w -> new int[] {1, 1})[text.label()]++;
            }
        }
        if (classes[0] == 0 || classes[1] == 0) {
            throw new BadInputException("a bag of words learns from texts of both classes, here are " + classes[1]
                    + " positive and " + classes[0] + " negative ones; add texts of the class that has none");
        }
        long[] totals = new long[2];
        counts.values().forEach(count -> {
            totals[0] += count[0];
            totals[1] += count[1];
        });
        double scale = Math.log((double) totals[0] / totals[1]);
        Map<String, Double> weights = new HashMap<>();
        counts.forEach((word, count) -> weights.put(word, Math.log((double) count[1] / count[0]) + scale));
        return new BagOfWords(weights, Math.log((double) classes[1] / classes[0]));
    }

    /** 1 if the words of the text speak for a positive one, otherwise 0. */
    public int classify(String text) {
        double score = bias;
        for (String word : words(text)) {
            score += weights.getOrDefault(word, 0.0);
        }
        return score > 0 ? 1 : 0;
    }

    /** The share of the texts whose label it gives, from 0 to 1. */
    public double accuracy(List<LabelledText> texts) {
        if (texts.isEmpty()) {
            throw new BadInputException("there is no text to be right about; give at least one");
        }
        long right = texts.stream()
                .filter(text -> classify(text.text()) == text.label())
                .count();
        return (double) right / texts.size();
    }

    /** Sorted, because a sum in another order can differ in its last bit, and so, near zero, in its sign. */
    private static Set<String> words(String text) {
        return new TreeSet<>(Tokens.of(text));
    }
}
