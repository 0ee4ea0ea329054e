package dev.rnn4j.examples.caption;

import dev.rnn4j.api.BadInputException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A picture with what is to be said about it.
 *
 * @param picture the picture
 * @param words at least one
 */
record Captioned(Picture picture, List<String> words) {
    /** Keeps its own copy of the words. */
    Captioned {
        words = List.copyOf(words);
    }

    /** The words of a file's name: {@code page_white-Delete.png} says "page white delete". */
    static List<String> words(String fileName) {
        String name = fileName.replaceFirst("\\.[A-Za-z]+$", "");
        List<String> words = Stream.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            throw new BadInputException(fileName
                    + " has no words in its name; a picture's name is its caption, as in page_white_delete.png");
        }
        return words;
    }

    /** The words as one line. */
    String caption() {
        return String.join(" ", words);
    }
}
