package dev.rnn4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Update;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A training that is stopped keeps what it has learned by then. */
class StopTest {
    /** Gradient descent. */
    private static final Optimizer DESCENT = new Optimizer() {
        @Override
        public void update(Update u) {
            u.next(u.weight().minus(u.gradient().times(u.rate(0.1))));
        }
    };

    private static final List<Example> EXAMPLES = List.of(
            new Example(Series.row(1, 0), Series.row(1)),
            new Example(Series.row(0, 1), Series.row(-1)),
            new Example(Series.row(1, 1), Series.row(0.5)));

    private final Network network =
            Network.builder().inputs(2).recurrent("simple", 3).dense(1).seed(1).build();
    private final List<Long> batches = new ArrayList<>();
    private Trainer trainer;

    private Trainer.Builder builder() {
        return Trainer.builder(network)
                .loss((y, t) -> y.minus(t).square().mean())
                .optimizer(DESCENT)
                .epochs(5)
                .batchSize(1);
    }

    /** Calls {@code at} after each batch. */
    private static TrainingListener each(Consumer<BatchReport> at) {
        return new TrainingListener() {
            @Override
            public void batchEnd(BatchReport report) {
                at.accept(report);
            }
        };
    }

    private Map<String, Tensor> parameters() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        network.parameterNames().forEach(name -> all.put(name, network.parameter(name)));
        return all;
    }

    @Test
    void it_ends_after_the_batch_that_runs_and_reports_complete_epochs_only() {
        List<Map<String, Tensor>> after = new ArrayList<>();
        trainer = builder()
                .listener(each(report -> {
                    batches.add(report.step());
                    after.add(parameters());
                    if (report.step() == 5) {
                        trainer.stop();
                    }
                }))
                .build();
        TrainingReport report = trainer.train(EXAMPLES);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), batches);
        assertEquals(1, report.epochs());
        assertEquals("stop() was called", report.stopped());
        assertEquals(after.get(4), parameters());
    }

    @Test
    void with_validation_it_goes_back_to_the_best_complete_epoch() {
        List<Map<String, Tensor>> after = new ArrayList<>();
        trainer = builder()
                .validation(EXAMPLES)
                .listener(each(report -> {
                    after.add(parameters());
                    if (report.step() == 7) {
                        trainer.stop();
                    }
                }))
                .build();
        TrainingReport report = trainer.train(EXAMPLES);
        assertEquals(2, report.epochs());
        assertEquals(after.get(3 * report.bestEpoch() - 1), parameters());
        assertNotEquals(after.get(6), parameters());
    }

    @Test
    void asked_beforehand_the_next_training_ends_before_its_first_batch_and_the_one_after_runs() {
        Map<String, Tensor> before = parameters();
        trainer = builder().listener(each(report -> batches.add(report.step()))).build();
        trainer.stop();
        TrainingReport report = trainer.train(EXAMPLES);
        assertEquals(List.of(), batches);
        assertEquals(List.of(), report.history());
        assertEquals(before, parameters());
        assertEquals(5, trainer.train(EXAMPLES).epochs());
        assertEquals(15, batches.size());
    }

    @Test
    void another_thread_can_ask() throws InterruptedException {
        CountDownLatch ten = new CountDownLatch(10);
        Trainer endless = builder()
                .epochs(Integer.MAX_VALUE)
                .listener(each(report -> ten.countDown()))
                .build();
        Thread asks = new Thread(() -> {
            try {
                ten.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            endless.stop();
        });
        asks.start();
        TrainingReport report = endless.train(EXAMPLES);
        asks.join();
        assertEquals("stop() was called", report.stopped());
    }
}
