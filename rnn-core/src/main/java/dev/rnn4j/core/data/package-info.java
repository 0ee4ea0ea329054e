/** What a network learns from: sequences, examples, and the vocabulary that makes words into tokens. */
package dev.rnn4j.core.data;
