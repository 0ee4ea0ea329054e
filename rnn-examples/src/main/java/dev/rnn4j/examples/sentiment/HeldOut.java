package dev.rnn4j.examples.sentiment;

import dev.rnn4j.api.BadInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Texts to learn from and texts to be measured on. A group is never divided between the two; of each class, and of the
 * groups, the same part is held out.
 *
 * @param train the texts to learn from, of both classes
 * @param test the texts held out
 */
record HeldOut(List<LabelledText> train, List<LabelledText> test) {
    /**
     * Divides by chance.
     *
     * @param texts all texts
     * @param fraction the part to hold out, above 0 and below 1
     * @param seed of the choice
     * @param neverLearned sentences that are held out in any case, with their groups, because they will be asked
     */
    static HeldOut of(List<LabelledText> texts, double fraction, long seed, Collection<String> neverLearned) {
        Set<List<String>> asked = new HashSet<>();
        neverLearned.forEach(sentence -> asked.add(Tokens.of(sentence)));
        Map<String, List<List<LabelledText>>> kinds = new TreeMap<>();
        for (List<LabelledText> group : groups(texts)) {
            LabelledText first = group.get(0);
            String kind = first.group().isEmpty() ? "single " + first.label() : "group";
            kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(group);
        }
        List<LabelledText> train = new ArrayList<>();
        List<LabelledText> test = new ArrayList<>();
        Random random = new Random(seed);
        kinds.values().forEach(groups -> {
            Collections.shuffle(groups, random);
            // Stable, so what is held out in any case comes first and the rest stays shuffled.
            groups.sort((a, b) -> Boolean.compare(isAsked(b, asked), isAsked(a, asked)));
            long held = Math.round(fraction * groups.size());
            for (int i = 0; i < groups.size(); i++) {
                (i < held || isAsked(groups.get(i), asked) ? test : train).addAll(groups.get(i));
            }
        });
        long positive = train.stream().filter(text -> text.label() == 1).count();
        if (test.isEmpty() || positive == 0 || positive == train.size()) {
            throw new BadInputException(texts.size() + " texts with " + fraction + " of them held out leave " + positive
                    + " positive and " + (train.size() - positive) + " negative ones to learn from and " + test.size()
                    + " to measure on; add texts, or change --test-fraction");
        }
        return new HeldOut(List.copyOf(train), List.copyOf(test));
    }

    private static boolean isAsked(List<LabelledText> group, Set<List<String>> asked) {
        return group.stream().anyMatch(text -> asked.contains(Tokens.of(text.text())));
    }

    private static Collection<List<LabelledText>> groups(List<LabelledText> texts) {
        Map<String, List<LabelledText>> groups = new LinkedHashMap<>();
        int alone = 0;
        for (LabelledText text : texts) {
            // No group has a name with a line feed in it.
            String key = text.group().isEmpty() ? "\n" + alone++ : text.group();
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(text);
        }
        return groups.values();
    }

    /** The pairs among some texts: two of a group, of the same words in another order, with opposite labels. */
    static List<List<LabelledText>> pairs(List<LabelledText> texts) {
        return groups(texts).stream().filter(HeldOut::isPair).toList();
    }

    private static boolean isPair(List<LabelledText> group) {
        return group.size() == 2
                && group.get(0).label() != group.get(1).label()
                && sorted(group.get(0)).equals(sorted(group.get(1)));
    }

    private static List<String> sorted(LabelledText text) {
        return Tokens.of(text.text()).stream().sorted().toList();
    }
}
