/** rnn4j beside other libraries: each in a process of its own, taking turns, in one table of ratios. */
package dev.rnn4j.benchmarks.peers;
