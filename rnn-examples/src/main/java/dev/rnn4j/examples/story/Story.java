package dev.rnn4j.examples.story;

/**
 * A story with a question and its answer.
 *
 * @param text the sentences, each with its full stop
 * @param question with its question mark
 * @param answer the name asked for
 * @param distance the words between the end of the fact asked for and the question
 */
record Story(String text, String question, String answer, int distance) {}
