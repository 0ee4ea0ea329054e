package dev.rnn4j.core.message;

import java.util.Collection;
import java.util.Locale;

/** Helps to keep a message to one readable line. */
public final class Messages {
    private static final int LONGEST = 400;

    private Messages() {}

    /** The text on one line, and not endless: control characters become blanks, the middle of a long text dots. */
    public static String oneLine(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        return plain.length() <= LONGEST
                ? plain
                : plain.substring(0, LONGEST / 2) + " ... " + plain.substring(plain.length() - LONGEST / 2);
    }

    /** A word from outside, in quotes, short enough to be quoted. */
    public static String quote(String word) {
        String plain = oneLine(word);
        return "'" + (plain.length() <= 60 ? plain : plain.substring(0, 57) + "...") + "'";
    }

    /**
     * The word that was probably meant: the one with the fewest letters to insert, drop, change or swap with a
     * neighbour, or one that begins alike; null if none is near.
     */
    public static String nearest(String word, Collection<String> words) {
        String wanted = fold(word);
        if (wanted.length() > 60) {
            return null;
        }
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : words) {
            int distance = distance(wanted, fold(candidate));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        if (best != null && bestDistance <= Math.max(1, (wanted.length() + 1) / 2 - 1)) {
            return best;
        }
        for (String candidate : words) {
            if (wanted.length() >= 3 && candidate.length() >= 3) {
                if (candidate.startsWith(wanted) || wanted.startsWith(candidate)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    /** {@code "; did you mean 'x'?"}, or the full stop if no word is near. */
    public static String didYouMean(String word, Collection<String> words) {
        String near = nearest(word, words);
        return near == null ? "." : "; did you mean '" + near + "'?";
    }

    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Edit distance in which swapped neighbours count once. */
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
