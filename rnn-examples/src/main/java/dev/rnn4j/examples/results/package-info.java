/** {@code rnn results}: known results, reproduced. Experiments give results, one class writes the page. */
package dev.rnn4j.examples.results;
