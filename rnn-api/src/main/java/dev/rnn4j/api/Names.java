package dev.rnn4j.api;

import java.util.regex.Pattern;

/** What the names of plug-ins and of their settings look like. */
public final class Names {
    /** The rule in words. */
    public static final String RULE = "lower-case words joined by hyphens";

    private static final Pattern LEGAL = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private Names() {}

    /** Whether a name keeps the rule: lower-case letters, digits and single hyphens, starting with a letter. */
    public static boolean legal(String name) {
        return name != null && LEGAL.matcher(name).matches();
    }
}
