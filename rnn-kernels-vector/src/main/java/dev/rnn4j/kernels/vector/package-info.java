/** Matrix products by the JDK's Vector API. */
package dev.rnn4j.kernels.vector;
