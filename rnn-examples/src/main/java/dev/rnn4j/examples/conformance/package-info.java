/** Shows that the library computes what an independent program computed: {@code rnn conformance [DIR]}. */
package dev.rnn4j.examples.conformance;
