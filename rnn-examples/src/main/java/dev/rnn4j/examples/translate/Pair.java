package dev.rnn4j.examples.translate;

/** A text and what it is to become. */
record Pair(String source, String target) {}
