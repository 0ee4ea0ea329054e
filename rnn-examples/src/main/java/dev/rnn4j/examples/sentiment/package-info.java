/**
 * Many to one: whether a sentence praises or complains. The package has its own corpus, readers for the formats of the
 * public ones, and a bag of words to compare with, which shows what the order of the words adds.
 */
package dev.rnn4j.examples.sentiment;
