/**
 * A language model of characters: a network reads a text character by character, learns to predict the next one, is
 * measured in bits per character on the end of the text, beside n-grams and gzip, and writes text of its own.
 */
package dev.rnn4j.examples.text;
