package dev.rnn4j.examples.results;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A string of the embedded Reber grammar (Hochreiter and Schmidhuber 1997, experiment 1): B, then T or P, a string of the
 * Reber grammar, the same T or P again, E. Where there are two ways, each is taken with probability one half.
 *
 * @param text the string
 * @param legal the symbols that may follow each of its symbols but the last
 */
record ReberString(String text, List<String> legal) {
    /** All symbols; the token of one is its place here. */
    static final String SYMBOLS = "BTPSXVE";

    /** The symbols that lead away from each node of the Reber grammar, which begins at node 0 after its B. */
    private static final String[] AWAY = {"TP", "SX", "TV", "XS", "PV", "E"};

    /** The nodes to which they lead; none has the number 6. */
    private static final int[][] TO = {{1, 2}, {1, 3}, {2, 4}, {2, 5}, {3, 5}, {6}};

    ReberString {
        legal = List.copyOf(legal);
    }

    /** Draws one. */
    static ReberString draw(SplittableRandom random) {
        StringBuilder text = new StringBuilder("B");
        List<String> legal = new ArrayList<>(List.of("TP", "B"));
        char outer = "TP".charAt(random.nextInt(2));
        text.append(outer).append('B');
        int node = 0;
        while (node < AWAY.length) {
            String symbols = AWAY[node];
            int way = random.nextInt(symbols.length());
            legal.add(symbols);
            text.append(symbols.charAt(way));
            node = TO[node][way];
        }
        legal.add(String.valueOf(outer));
        legal.add("E");
        return new ReberString(text.append(outer).append('E').toString(), legal);
    }

    /** To predict each next symbol. */
    Example example() {
        Series tokens = Series.tokens(text.chars().map(SYMBOLS::indexOf).toArray());
        return new Example(tokens.slice(0, tokens.length() - 1), tokens.slice(1, tokens.length()));
    }
}
