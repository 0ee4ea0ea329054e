/** Libraries with native code at the workloads of rnn-benchmarks. */
package dev.rnn4j.benchmarks.natives;
