import dev.rnn4j.api.LossProvider;

/** Loss functions: mean squared error, cross-entropy, CTC and others, each found by its name. */
module dev.rnn4j.losses {
    requires transitive dev.rnn4j.api;

    exports dev.rnn4j.losses;

    provides LossProvider with
            dev.rnn4j.losses.BinaryCrossEntropyLoss.Provider,
            dev.rnn4j.losses.CrossEntropyLoss.Provider,
            dev.rnn4j.losses.CtcLoss.Provider,
            dev.rnn4j.losses.HuberLoss.Provider,
            dev.rnn4j.losses.MaeLoss.Provider,
            dev.rnn4j.losses.MseLoss.Provider;
}
