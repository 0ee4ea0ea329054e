package app;

import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Trainer;

/** Asks for an optimizer that there is twice. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Network network = Network.builder().inputs(1).recurrent("simple", 2).build();
        Trainer.builder(network)
                .loss((output, target) -> output.minus(target).square().mean())
                .optimizer("adam")
                .build();
    }
}
