package dev.rnn4j.examples.story;

import dev.rnn4j.examples.story.Lexicon.Verb;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes up stories. One to three facts are told, of eating, drinking, liking and having, none of these twice in a story,
 * and one fact is asked for; what other persons do in between, which nobody asks for, is added until the fact is far
 * enough from its question. So the number of facts does not grow with the distance. A fact may be told with a pronoun,
 * which stands for the person of that gender in the same sentence.
 */
final class StoryTeller {
    /** Facts of a story that is measured. */
    static final int FACTS = 3;

    private static final int MOST_BEFORE = 2;
    private static final int TRIES = 10_000;

    private final Random random;

    /** Tells the same stories for the same seed. */
    StoryTeller(long seed) {
        random = new Random(seed);
    }

    /** Who does what with which thing. */
    private record Fact(String person, Verb verb, String thing) {
        String said() {
            return verb.text() + " " + thing;
        }
    }

    /**
     * A sentence.
     *
     * @param fact that it tells, or null
     * @param wordsAfter how many of its words follow the fact
     */
    private record Sentence(String text, Fact fact, int wordsAfter) {
        int words() {
            return count(text);
        }
    }

    /** A story of the shortest sentences, with one to three facts and nothing else, once with each question. */
    List<Story> plain() {
        return asked(facts(1 + random.nextInt(FACTS)).stream()
                .map(fact -> new Sentence(fact.person() + " " + fact.said(), fact, 0))
                .toList());
    }

    /** A story once with each question; one of the facts is at least so many words before it, and not many more. */
    List<Story> atLeast(int words) {
        List<Sentence> told = facts(FACTS).stream().map(this::sentence).toList();
        int chosen = random.nextInt(FACTS);
        List<Sentence> before = new ArrayList<>(told.subList(0, chosen));
        for (int n = random.nextInt(MOST_BEFORE + 1); n > 0; n--) {
            insert(filler(), before);
        }
        List<Sentence> after = new ArrayList<>(told.subList(chosen + 1, FACTS));
        int distance = told.get(chosen).wordsAfter() + words(after);
        while (distance < words) {
            Sentence filler = filler();
            insert(filler, after);
            distance += filler.words();
        }
        return asked(Stream.of(before, List.of(told.get(chosen)), after)
                .flatMap(List::stream)
                .toList());
    }

    /** A story whose fact is so many words before its question, {@code from} to {@code to}, both included. */
    Story between(int from, int to) {
        for (int i = 0; i < TRIES; i++) {
            List<Story> stories = atLeast(from + random.nextInt(to - from + 1)).stream()
                    .filter(story -> story.distance() >= from && story.distance() <= to)
                    .toList();
            if (!stories.isEmpty()) {
                return one(stories);
            }
        }
        throw new IllegalArgumentException(
                "no story has its fact " + from + " to " + to + " words before its question");
    }

    /** The story with each of its questions. */
    private static List<Story> asked(List<Sentence> sentences) {
        String text = sentences.stream().map(sentence -> sentence.text() + ".").collect(Collectors.joining(" "));
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            Fact fact = sentences.get(i).fact();
            if (fact != null) {
                int distance = sentences.get(i).wordsAfter() + words(sentences.subList(i + 1, sentences.size()));
                stories.add(new Story(text, "Who " + fact.said() + "?", fact.person(), distance));
            }
        }
        return stories;
    }

    private static int words(List<Sentence> sentences) {
        return sentences.stream().mapToInt(Sentence::words).sum();
    }

    private void insert(Sentence sentence, List<Sentence> among) {
        among.add(random.nextInt(among.size() + 1), sentence);
    }

    private List<Fact> facts(int howMany) {
        List<Fact> facts = new ArrayList<>();
        Set<Verb> told = EnumSet.noneOf(Verb.class);
        while (facts.size() < howMany) {
            Verb verb = one(List.of(Verb.values()));
            Fact fact = new Fact(one(Lexicon.PERSONS), verb, one(verb.things()));
            if (told.add(verb)) {
                facts.add(fact);
            }
        }
        return facts;
    }

    /** The fact as it is, or with a pronoun, or with something said behind it. */
    private Sentence sentence(Fact fact) {
        String person = fact.person();
        String pronoun = Lexicon.pronoun(person);
        String withPronoun = " and " + pronoun + " " + fact.said();
        return switch (random.nextInt(6)) {
            case 0 -> new Sentence(person + " " + Lexicon.MEAL + " " + otherGender(person) + withPronoun, fact, 0);
            case 1 -> new Sentence(otherGender(person) + " " + Lexicon.MEAL + " " + person + withPronoun, fact, 0);
            case 2 -> new Sentence(person + " " + one(Lexicon.DOINGS) + withPronoun, fact, 0);
            case 3 -> {
                String more = "and " + pronoun + " " + one(Lexicon.DOINGS);
                yield new Sentence(person + " " + fact.said() + " " + more, fact, count(more));
            }
            default -> new Sentence(person + " " + fact.said(), fact, 0);
        };
    }

    private Sentence filler() {
        String person = one(Lexicon.PERSONS);
        String text = switch (random.nextInt(5)) {
            case 0 -> one(Lexicon.REMARKS);
            case 1 -> person + " " + Lexicon.MEAL + " " + another(person);
            case 2 -> {
                String other = otherGender(person);
                String doer = random.nextBoolean() ? person : other;
                yield person + " " + Lexicon.MEAL + " " + other + " and " + Lexicon.pronoun(doer) + " "
                        + one(Lexicon.DOINGS);
            }
            default -> person + " " + one(Lexicon.DOINGS);
        };
        return new Sentence(text, null, 0);
    }

    private String otherGender(String person) {
        return one(Lexicon.persons(Lexicon.pronoun(person).equals("he") ? "she" : "he"));
    }

    private String another(String person) {
        return one(Lexicon.PERSONS.stream().filter(p -> !p.equals(person)).toList());
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static int count(String text) {
        return text.split(" ").length;
    }
}
