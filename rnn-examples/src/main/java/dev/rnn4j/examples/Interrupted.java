package dev.rnn4j.examples;

/** A training was broken off by Ctrl-C; the message says what became of what it had learned. */
public final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Interrupted(String message) {
        super(message);
    }
}
