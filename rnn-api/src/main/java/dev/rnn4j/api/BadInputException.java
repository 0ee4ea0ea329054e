package dev.rnn4j.api;

/**
 * Something that came from outside does not fit: a file, a name, a setting, a shape, a number. The message is one line
 * that says what is wrong, where, and how to mend it, so a program may show it to its user as it is.
 */
public class BadInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** One line: what is wrong, where, and how to mend it. */
    public BadInputException(String message) {
        super(message);
    }

    /** The same, with the failure that showed it. */
    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
