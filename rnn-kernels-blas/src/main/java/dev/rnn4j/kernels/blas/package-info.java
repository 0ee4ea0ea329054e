/** Matrix products by OpenBLAS, which is native code. */
package dev.rnn4j.kernels.blas;
