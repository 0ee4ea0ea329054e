package dev.rnn4j.examples.translate;

import java.util.List;

/** Pairs to learn from and others to measure on. */
record Pairs(List<Pair> train, List<Pair> test) {}
