package dev.rnn4j.examples.story;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.data.Tokenizer;
import dev.rnn4j.examples.story.Lexicon.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A story and a question as a network reads them: the words one after another, in lower case, without punctuation.
 *
 * @param text as it was given
 * @param words what is read
 */
record Question(String text, List<String> words) {
    private static final Tokenizer TOKENIZER = Tokenizer.wordsOnly().lowerCase();

    /** The question of a story that was made up. */
    static Question of(Story story) {
        String text = story.text() + " " + story.question();
        return new Question(text, TOKENIZER.split(text));
    }

    /**
     * What somebody has typed: a story, and a question that ends with a question mark.
     *
     * @throws BadInputException if there is no question, no story, a word that no story has, or a question that none is
     *     asked
     */
    static Question typed(String typed) {
        String text = typed.strip();
        if (!text.endsWith("?")) {
            throw new BadInputException(
                    "\"" + brief(text) + "\" ends without a question; end it with one and a question"
                            + " mark, such as Who is drinking water?");
        }
        String whole = text.replaceAll("\\?+$", "");
        int end = Math.max(Math.max(whole.lastIndexOf('.'), whole.lastIndexOf('!')), whole.lastIndexOf('?'));
        List<String> story = TOKENIZER.split(whole.substring(0, end + 1));
        List<String> question = TOKENIZER.split(whole.substring(end + 1));
        List<String> words = Stream.concat(story.stream(), question.stream()).toList();
        List<String> unknown = words.stream()
                .filter(word -> !Lexicon.vocabulary().contains(word))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadInputException((unknown.size() == 1 ? "the word " : "the words ") + String.join(", ", unknown)
                    + (unknown.size() == 1 ? " is" : " are") + " in no story; the words are "
                    + String.join(", ", known()));
        }
        if (story.isEmpty()) {
            throw new BadInputException("\"" + brief(text)
                    + "\" is a question without a story; begin with sentences, such" + " as Lisa is drinking water.");
        }
        if (!askable().contains(String.join(" ", question))) {
            throw new BadInputException("\"" + brief(String.join(" ", question)) + "\" is asked in no story; ask who"
                    + " does what with a thing: " + examples());
        }
        return new Question(text, words);
    }

    /** The tokens. */
    Series series() {
        return Lexicon.vocabulary().series(words);
    }

    private static List<String> known() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < Lexicon.vocabulary().size(); i++) {
            words.add(Lexicon.vocabulary().word(i));
        }
        return words;
    }

    private static List<String> askable() {
        return Stream.of(Verb.values())
                .flatMap(verb -> verb.things().stream().map(thing -> "who " + verb.text() + " " + thing))
                .map(question -> question.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** What can be asked, in one line. */
    static String examples() {
        return Stream.of(Verb.values())
                .map(verb -> "Who " + verb.text() + " " + String.join("|", verb.things()) + "?")
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    private static String brief(String text) {
        return text.length() <= 40 ? text : "..." + text.substring(text.length() - 37);
    }
}
