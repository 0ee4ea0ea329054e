package app;

import dev.rnn4j.api.Loss;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Trainer;

/** Has cells and activations, but asks for an optimizer by name. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Network network = Network.builder().tokens(3).recurrent("gru", 4).dense(2, "softmax").build();
        Loss loss = (output, target) -> output.minus(target).square().mean();
        Trainer.builder(network).loss(loss).optimizer("adam").build();
    }
}
