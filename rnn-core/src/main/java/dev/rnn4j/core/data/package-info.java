/**
 * What a network learns from: sequences and examples, texts made into tokens and read from files, and parts held out.
 */
package dev.rnn4j.core.data;
