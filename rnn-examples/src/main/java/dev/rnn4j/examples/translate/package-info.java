/** {@code rnn translate}: an encoder-decoder with attention turns one text into another. */
package dev.rnn4j.examples.translate;
