package ${package};

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Trainer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user does: {@code ${pluginName}} by its name, found by the service loader. */
class ${className}ByNameTest {
    /** Plain gradient descent, so that the test needs no further plug-in. */
    private static final Optimizer DESCENT =
            u -> u.next(u.weight().minus(u.gradient().times(u.rate(0.1))));

    @Test
    void aTrainerFindsItAndLearnsWithIt() {
        // The sum of two numbers, one after the other.
        List<Example> examples = List.of(
                new Example(Series.rows(new double[][] {{0.1}, {0.3}}), Series.row(0.4)),
                new Example(Series.rows(new double[][] {{0.5}, {-0.2}}), Series.row(0.3)),
                new Example(Series.rows(new double[][] {{-0.4}, {0.1}}), Series.row(-0.3)));
        Network network = Network.builder().inputs(1)
                .recurrent("simple", 4).lastStep().dense(1)
                .seed(1).build();
        Trainer trainer = Trainer.builder(network)
                .loss("${pluginName}(scale=0.5)").optimizer(DESCENT).epochs(40).build();

        double before = trainer.evaluate(examples).loss();
        trainer.train(examples);
        double after = trainer.evaluate(examples).loss();

        assertTrue(after < before / 2, "loss " + before + " before and " + after + " after");
    }
}
