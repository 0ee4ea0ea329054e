package dev.rnn4j.examples.story;

import dev.rnn4j.core.data.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The words of which stories are made. */
final class Lexicon {
    /** A first name says which pronoun stands for the person. */
    private static final List<String> MEN = List.of("Bob", "Tom", "Sam");

    private static final List<String> WOMEN = List.of("Lisa", "Anna", "Mary");

    /** The persons, each an answer; an answer's number is its place. */
    static final List<String> PERSONS = List.of("Bob", "Lisa", "Tom", "Anna", "Sam", "Mary");

    /** What is done with a thing, and asked for. */
    enum Verb {
        EATING("is eating", List.of("an apple", "an orange", "a pear")),
        DRINKING("is drinking", List.of("water", "milk", "tea")),
        LIKES("likes", List.of("orange", "pear", "tea")),
        HAS("has", List.of("a dog", "a cat", "a book"));

        private final String text;
        private final List<String> things;

        Verb(String text, List<String> things) {
            this.text = text;
            this.things = things;
        }

        String text() {
            return text;
        }

        List<String> things() {
            return things;
        }
    }

    /** What persons do in passing; nobody asks for it. */
    static final List<String> DOINGS =
            List.of("is reading", "is singing", "is waiting", "is going home", "is sitting at the door");

    /** Sentences without persons. */
    static final List<String> REMARKS =
            List.of("It is raining", "The sun is shining", "The door is open", "It is a long day");

    static final String MEAL = "is having lunch with";

    private static final List<String> OTHER_WORDS = List.of("who", "and", "he", "she");

    private static final Vocabulary VOCABULARY = Vocabulary.closed(words());

    private Lexicon() {}

    /** All words of stories and questions, in lower case, none of them unknown. */
    static Vocabulary vocabulary() {
        return VOCABULARY;
    }

    /** The pronoun that stands for a person. */
    static String pronoun(String person) {
        return MEN.contains(person) ? "he" : "she";
    }

    /** The persons for whom one pronoun stands. */
    static List<String> persons(String pronoun) {
        return pronoun.equals("he") ? MEN : WOMEN;
    }

    private static List<String> words() {
        List<String> texts = new ArrayList<>(PERSONS);
        for (Verb verb : Verb.values()) {
            texts.add(verb.text());
            texts.addAll(verb.things());
        }
        texts.addAll(DOINGS);
        texts.addAll(REMARKS);
        texts.add(MEAL);
        texts.addAll(OTHER_WORDS);
        Set<String> words = new TreeSet<>();
        for (String text : texts) {
            words.addAll(List.of(text.toLowerCase(Locale.ROOT).split(" ")));
        }
        return List.copyOf(words);
    }
}
