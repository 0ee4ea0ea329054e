/** The service interfaces of rnn4j and the value language in which cells, activations, losses and optimizers are written. */
module dev.rnn4j.api {
    exports dev.rnn4j.api;
}
