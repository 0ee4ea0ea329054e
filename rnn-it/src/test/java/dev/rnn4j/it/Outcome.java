package dev.rnn4j.it;

import java.util.List;

/**
 * How a program ended.
 *
 * @param command what was run
 * @param exit its exit code
 * @param out what it wrote to its standard output
 * @param err and to its standard error
 */
public record Outcome(List<String> command, int exit, String out, String err) {
    /** It ended well, wrote this, and not a word of warning. */
    public void printed(String text) {
        check(exit == 0 && err.isEmpty() && out.equals(text), "it should have printed\n" + text);
    }

    /** It ended with an exception whose message is this. */
    public void failedWith(String message) {
        check(
                exit == 1 && err.lines().anyMatch(line -> line.endsWith(message)),
                "it should have failed with\n" + message);
    }

    private void check(boolean good, String expected) {
        if (!good) {
            throw new AssertionError(String.join(" ", command) + "\n" + expected + "\nbut ended with " + exit
                    + ", and wrote\n" + out + err);
        }
    }
}
