import dev.rnn4j.api.ActivationProvider;

/** Activation functions: sigmoid, tanh, relu, softmax and others, each found by its name. */
module dev.rnn4j.activations {
    requires transitive dev.rnn4j.api;

    exports dev.rnn4j.activations;

    provides ActivationProvider with
            dev.rnn4j.activations.EluActivation.Provider,
            dev.rnn4j.activations.GeluActivation.Provider,
            dev.rnn4j.activations.HardSigmoidActivation.Provider,
            dev.rnn4j.activations.HardTanhActivation.Provider,
            dev.rnn4j.activations.IdentityActivation.Provider,
            dev.rnn4j.activations.LeakyReluActivation.Provider,
            dev.rnn4j.activations.LogSoftmaxActivation.Provider,
            dev.rnn4j.activations.MishActivation.Provider,
            dev.rnn4j.activations.ReluActivation.Provider,
            dev.rnn4j.activations.SeluActivation.Provider,
            dev.rnn4j.activations.SigmoidActivation.Provider,
            dev.rnn4j.activations.SiluActivation.Provider,
            dev.rnn4j.activations.SoftmaxActivation.Provider,
            dev.rnn4j.activations.SoftplusActivation.Provider,
            dev.rnn4j.activations.SoftsignActivation.Provider,
            dev.rnn4j.activations.TanhActivation.Provider;
}
