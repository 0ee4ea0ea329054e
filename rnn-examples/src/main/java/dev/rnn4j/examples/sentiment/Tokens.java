package dev.rnn4j.examples.sentiment;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into lower-case words, for sets of a few thousand sentences, where each token must occur often enough to
 * be learned:
 *
 * <ul>
 *   <li>{@code didn't} becomes {@code did not}, {@code won't} becomes {@code will not}: so all that is learned about
 *       negation is learned about one token, and a rare contraction is no unknown word;
 *   <li>other endings are cut off, {@code it's} into {@code it 's}, so that {@code film's} counts for {@code film};
 *   <li>{@code !} and {@code ?} stay, a run of them as one, and so do symbols such as emoji: they carry feeling;
 *   <li>every mark between two clauses, {@code , ; : .} or a dash, becomes one and the same {@code ,}: it tells where a
 *       negation ends; at the end of the text it says nothing and is left out;
 *   <li>all other marks are dropped.
 * </ul>
 */
public final class Tokens {
    private static final String BREAK = ",";

    private static final Pattern TOKEN = Pattern.compile("(?<number>\\p{N}+(?:[.,]\\p{N}+)+)"
            + "|(?<word>[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*(?:'[\\p{L}\\p{M}]+)*)"
            + "|(?<feeling>!+|\\?+|\\p{So})"
            + "|(?<pause>[,;:.\u2013\u2014]+|(?<=\\s)-+(?=\\s)|--+)");

    private static final Pattern APOSTROPHE = Pattern.compile("[\u2018\u2019\u02BC\u00B4\uFF07`]");
    private static final Pattern NEGATED = Pattern.compile("(.+)n't");
    private static final Pattern ENDING = Pattern.compile("(.+)('(?:s|m|re|ve|ll|d))");

    /** The negations whose first part changes. */
    private static final Map<String, List<String>> IRREGULAR = Map.of(
            "won't", List.of("will", "not"),
            "can't", List.of("can", "not"),
            "shan't", List.of("shall", "not"),
            "ain't", List.of("is", "not"),
            "cannot", List.of("can", "not"));

    /** Negations as they are typed in haste; "cant" and "wont" are left out, which are words. */
    private static final Set<String> HASTY = Set.of(
            "aint",
            "arent",
            "couldnt",
            "didnt",
            "doesnt",
            "dont",
            "hadnt",
            "hasnt",
            "havent",
            "isnt",
            "shouldnt",
            "wasnt",
            "werent",
            "wouldnt");

    private Tokens() {}

    /** The tokens of a text, in their order; none for a text without words. */
    public static List<String> of(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher m = TOKEN.matcher(normal(text));
        while (m.find()) {
            if (m.group("word") != null) {
                word(m.group(), tokens);
            } else if (m.group("pause") != null) {
                pause(tokens);
            } else if (m.group("feeling") != null) {
                tokens.add(m.group().substring(0, m.group().offsetByCodePoints(0, 1)));
            } else {
                tokens.add(m.group());
            }
        }
        if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).equals(BREAK)) {
            tokens.remove(tokens.size() - 1);
        }
        return List.copyOf(tokens);
    }

    /** One way to write each letter, lower case, and one apostrophe. */
    private static String normal(String text) {
        // The apostrophes first: the accent that is typed for one would come apart into a space and a mark.
        String apostrophes = APOSTROPHE.matcher(text).replaceAll("'");
        return Normalizer.normalize(apostrophes, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** A break, unless it would be the first token or follow a mark that divides as well. */
    private static void pause(List<String> tokens) {
        String last = tokens.isEmpty() ? BREAK : tokens.get(tokens.size() - 1);
        if (!last.equals(BREAK) && !last.equals("!") && !last.equals("?")) {
            tokens.add(BREAK);
        }
    }

    private static void word(String word, List<String> tokens) {
        List<String> irregular = IRREGULAR.get(word);
        Matcher negated = NEGATED.matcher(word);
        Matcher ending = ENDING.matcher(word);
        if (irregular != null) {
            tokens.addAll(irregular);
        } else if (HASTY.contains(word)) {
            word(word.substring(0, word.length() - 1) + "'t", tokens);
        } else if (negated.matches()) {
            tokens.add(negated.group(1));
            tokens.add("not");
        } else if (ending.matches()) {
            tokens.add(ending.group(1));
            tokens.add(ending.group(2));
        } else {
            tokens.add(word);
        }
    }
}
