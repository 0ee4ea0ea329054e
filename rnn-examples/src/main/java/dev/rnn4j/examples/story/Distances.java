package dev.rnn4j.examples.story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stories to measure on, in groups by the distance from the fact to its question.
 *
 * @param groups with rising distances
 */
record Distances(List<Group> groups) {
    private static final int GROUPS = 7;

    /**
     * Stories of about one distance.
     *
     * @param from words, the fewest
     * @param to words, the most
     */
    record Group(int from, int to, List<Story> stories) {
        /** In the middle, for a plot. */
        double middle() {
            return (from + to) / 2.0;
        }

        @Override
        public String toString() {
            return from + "-" + to;
        }
    }

    /**
     * New stories.
     *
     * @param longest the distance up to which the networks train; the last group is beyond it
     * @param each how many stories a group has
     */
    static Distances of(int longest, int each, long seed) {
        // Not the seed by itself, which tells the stories to learn from.
        StoryTeller teller = new StoryTeller(~seed);
        int width = Math.max(5, longest / (GROUPS - 1));
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            int from = i * width;
            int to = from + width - 1;
            groups.add(new Group(
                    from,
                    to,
                    Stream.generate(() -> teller.between(from, to)).limit(each).toList()));
        }
        return new Distances(List.copyOf(groups));
    }

    /** The share of right answers in each group. */
    List<Double> right(StoryModel model) {
        return groups.stream().map(group -> model.right(group.stories())).toList();
    }

    /** What a guess among the persons whom a story names comes to, in each group. */
    List<Double> guessed() {
        return groups.stream()
                .map(group -> group.stories().stream()
                        .mapToDouble(story -> 1.0 / named(story))
                        .average()
                        .orElseThrow())
                .toList();
    }

    private static long named(Story story) {
        return Lexicon.PERSONS.stream().filter(story.text()::contains).count();
    }
}
