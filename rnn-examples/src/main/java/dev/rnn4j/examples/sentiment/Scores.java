package dev.rnn4j.examples.sentiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * How many held-out texts are judged right.
 *
 * @param texts how many texts there are
 * @param right the part of them that is right
 * @param pairs how many pairs of the same words in another order are among them
 * @param rightInPairs the part of the pairs' sentences that is right; 0 without pairs
 * @param bothRight the part of the pairs of which both sentences are right; 0 without pairs
 */
record Scores(int texts, double right, int pairs, double rightInPairs, double bothRight) {
    static Scores of(SentimentModel model, List<LabelledText> texts) {
        int[] labels = model.classify(texts);
        Map<LabelledText, Integer> answers = new HashMap<>();
        for (int i = 0; i < labels.length; i++) {
            answers.put(texts.get(i), labels[i]);
        }
        return of(answers::get, texts);
    }

    static Scores of(BagOfWords bag, List<LabelledText> texts) {
        return of(text -> bag.classify(text.text()), texts);
    }

    private static Scores of(ToIntFunction<LabelledText> judge, List<LabelledText> texts) {
        List<List<LabelledText>> pairs = HeldOut.pairs(texts);
        long both =
                pairs.stream().filter(pair -> right(judge, pair) == pair.size()).count();
        long inPairs = pairs.stream().mapToLong(pair -> right(judge, pair)).sum();
        return new Scores(
                texts.size(),
                part(right(judge, texts), texts.size()),
                pairs.size(),
                part(inPairs, 2L * pairs.size()),
                part(both, pairs.size()));
    }

    /** The mean of several, as if they were one. */
    static Scores mean(List<Scores> all) {
        return new Scores(
                all.get(0).texts(),
                all.stream().mapToDouble(Scores::right).average().orElseThrow(),
                all.get(0).pairs(),
                all.stream().mapToDouble(Scores::rightInPairs).average().orElseThrow(),
                all.stream().mapToDouble(Scores::bothRight).average().orElseThrow());
    }

    private static long right(ToIntFunction<LabelledText> judge, List<LabelledText> texts) {
        return texts.stream()
                .filter(text -> judge.applyAsInt(text) == text.label())
                .count();
    }

    private static double part(long some, long all) {
        return all == 0 ? 0 : (double) some / all;
    }
}
