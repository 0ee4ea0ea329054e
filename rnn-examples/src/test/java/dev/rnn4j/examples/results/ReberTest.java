package dev.rnn4j.examples.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReberTest {
    /** The Reber grammar as a regular expression: from node 2 or 3 by way of X, T, V and P back to node 3, and out. */
    private static final String BACK = "XT*VP";

    private static final String FROM_3 = "(?:" + BACK + ")*(?:S|XT*VV)";
    private static final String REBER = "B(?:TS*X" + FROM_3 + "|PT*V(?:V|P" + FROM_3 + "))E";
    private static final Pattern EMBEDDED = Pattern.compile("B(?:T" + REBER + "T|P" + REBER + "P)E");

    private static List<ReberString> strings(int n) {
        SplittableRandom random = new SplittableRandom(7);
        return Stream.generate(() -> ReberString.draw(random)).limit(n).toList();
    }

    /** The symbols after which a beginning can still become a string of the grammar. */
    private static Set<Character> mayFollow(String beginning) {
        return ReberString.SYMBOLS
                .chars()
                .mapToObj(c -> (char) c)
                .filter(c -> {
                    Matcher matcher = EMBEDDED.matcher(beginning + c);
                    return matcher.matches() || matcher.hitEnd();
                })
                .collect(Collectors.toSet());
    }

    @Test
    void everyStringIsOneOfTheGrammar() {
        for (ReberString string : strings(2000)) {
            assertTrue(EMBEDDED.matcher(string.text()).matches(), string.text());
        }
    }

    @Test
    void theLegalSymbolsAreThoseThatLeadToAStringOfTheGrammar() {
        for (ReberString string : strings(300)) {
            assertEquals(string.text().length() - 1, string.legal().size());
            for (int t = 0; t < string.legal().size(); t++) {
                String beginning = string.text().substring(0, t + 1);
                Set<Character> legal =
                        string.legal().get(t).chars().mapToObj(c -> (char) c).collect(Collectors.toSet());
                assertEquals(mayFollow(beginning), legal, beginning);
            }
        }
    }

    @Test
    void everyShortStringOfTheGrammarIsDrawn() {
        Set<String> short9 = new HashSet<>();
        short9.add("");
        for (int length = 1; length <= 9; length++) {
            short9 = short9.stream()
                    .flatMap(s -> mayFollow(s).stream().map(c -> s + c))
                    .collect(Collectors.toCollection(HashSet::new));
        }
        short9.removeIf(s -> !EMBEDDED.matcher(s).matches());
        Set<String> drawn = strings(5000).stream().map(ReberString::text).collect(Collectors.toSet());
        // BTXSE, BPVVE have five symbols, so the shortest have nine.
        assertEquals(Set.of("BTBTXSETE", "BPBTXSEPE", "BTBPVVETE", "BPBPVVEPE"), short9);
        assertTrue(drawn.containsAll(short9));
    }

    @Test
    void theTargetIsTheNextSymbol() {
        ReberString string = strings(1).get(0);
        Example example = string.example();
        for (int t = 0; t < string.text().length() - 1; t++) {
            assertEquals(
                    string.text().charAt(t),
                    ReberString.SYMBOLS.charAt(example.input().token(t)));
            assertEquals(
                    string.text().charAt(t + 1),
                    ReberString.SYMBOLS.charAt(example.target().token(t)));
        }
    }

    @Test
    void aStringIsRightIfExactlyTheLegalSymbolsArePredictedAtEveryStep() {
        for (ReberString string : strings(20)) {
            int steps = string.legal().size();
            Tensor output = Tensor.zeros(steps, 7);
            for (int t = 0; t < steps; t++) {
                String legal = string.legal().get(t);
                for (char c : legal.toCharArray()) {
                    output.set(1.0 / legal.length(), t, ReberString.SYMBOLS.indexOf(c));
                }
            }
            assertTrue(Reber.right(output, string));

            Tensor unsure = output.copy(); // of which T or P the last but one is
            unsure.set(0.5, steps - 2, ReberString.SYMBOLS.indexOf('T'));
            unsure.set(0.5, steps - 2, ReberString.SYMBOLS.indexOf('P'));
            assertFalse(Reber.right(unsure, string));

            Tensor missing = output.copy();
            missing.set(0.2, 0, ReberString.SYMBOLS.indexOf('T'));
            assertFalse(Reber.right(missing, string));
        }
    }
}
