package dev.rnn4j.api;

/** What the names of plug-ins and of their settings look like. */
public final class Names {
    /** The rule in words. */
    public static final String RULE = "lower-case words joined by hyphens";

    private Names() {}

    /** Whether a name keeps the rule: lower-case letters, digits and single hyphens, starting with a letter. */
    public static boolean legal(String name) {
        if (name == null || name.isEmpty() || !isLetter(name.charAt(0))) {
            return false;
        }
        char before = '-';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '-' ? before == '-' : !isLetter(c) && !(c >= '0' && c <= '9')) {
                return false;
            }
            before = c;
        }
        return before != '-';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
