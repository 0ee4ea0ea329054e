package dev.rnn4j.core;

/** How a decoder's attention scores a step of the encoder. Each step s of the encoder has an output mₛ; h is the decoder's. */
public enum Attention {
    /** {@code h · mₛ}, of equal width (Luong et al. 2015, eq 8, dot). */
    DOT,
    /** {@code v · tanh(W h + U mₛ)}, of any widths (Bahdanau et al. 2015, appendix A.1.2). */
    ADDITIVE
}
