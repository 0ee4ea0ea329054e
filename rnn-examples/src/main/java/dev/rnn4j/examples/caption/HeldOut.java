package dev.rnn4j.examples.caption;

import dev.rnn4j.api.BadInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Pictures to learn from and pictures to be measured on, divided so that what is held out is known in its parts and new
 * as a whole. Such a caption is an object and an action, "page white" and "delete": the last word ends another caption
 * that is learned from, the words before it are or begin another such caption, and the caption itself is not among them.
 *
 * @param train the pictures to learn from
 * @param test the pictures held out
 */
record HeldOut(List<Captioned> train, List<Captioned> test) {
    /** Keeps its own copies. */
    HeldOut {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }

    /**
     * Divides by chance: the captions come in an order drawn by the seed, and one is held out if its parts are still left
     * in others, until there are enough.
     *
     * @param fraction the part to hold out of the captions that could be, above 0 and below 1
     * @param seed of the order
     */
    static HeldOut of(List<Captioned> all, double fraction, long seed) {
        Map<String, List<String>> captions = new LinkedHashMap<>();
        all.forEach(one -> captions.putIfAbsent(one.caption(), one.words()));
        Parts left = new Parts();
        captions.values().forEach(words -> left.count(words, 1));
        List<List<String>> candidates =
                new ArrayList<>(captions.values().stream().filter(left::know).toList());
        long wanted = Math.round(fraction * candidates.size());
        Collections.shuffle(candidates, new Random(seed));
        Set<List<String>> held = new HashSet<>();
        for (List<String> words : candidates) {
            if (held.size() < wanted && left.know(words) && !left.isNeeded(words, held)) {
                held.add(words);
                left.count(words, -1);
            }
        }
        if (held.isEmpty()) {
            throw new BadInputException(
                    all.size() + " pictures with " + captions.size() + " different captions, of which "
                            + candidates.size() + " are made of parts of others: a part of " + fraction
                            + " of them is none to measure on; add pictures such as ball_red.png, ball_blue.png, box_red.png,"
                            + " box_blue.png, or raise --test-fraction");
        }
        List<Captioned> train = new ArrayList<>();
        List<Captioned> test = new ArrayList<>();
        all.forEach(one -> (held.contains(one.words()) ? test : train).add(one));
        return new HeldOut(train, test);
    }

    private static List<String> front(List<String> words) {
        return words.subList(0, words.size() - 1);
    }

    private static String last(List<String> words) {
        return words.get(words.size() - 1);
    }

    /** In how many captions each part is. */
    private static final class Parts {
        private final Map<List<String>, Integer> wholes = new HashMap<>();
        private final Map<List<String>, Integer> fronts = new HashMap<>();
        private final Map<String, Integer> lasts = new HashMap<>();

        void count(List<String> words, int howMany) {
            wholes.merge(words, howMany, Integer::sum);
            if (words.size() > 1) {
                fronts.merge(front(words), howMany, Integer::sum);
                lasts.merge(last(words), howMany, Integer::sum);
            }
        }

        /** Whether the parts of a caption, itself counted, are in others too. */
        boolean know(List<String> words) {
            return words.size() > 1
                    && lasts.get(last(words)) > 1
                    && (wholes.getOrDefault(front(words), 0) > 0 || fronts.get(front(words)) > 1);
        }

        /** Whether a caption, itself counted, is the only one left that tells the object of one held out. */
        boolean isNeeded(List<String> words, Set<List<String>> held) {
            return fronts.getOrDefault(words, 0) == 0
                    && held.stream().anyMatch(other -> front(other).equals(words));
        }
    }
}
