package dev.rnn4j.examples;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.train.TrainingReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Ctrl-C while a network learns: the training ends after the batch that is running, what was learned is saved, and the
 * command ends with exit code 130. A second Ctrl-C ends it at once. At any other time Ctrl-C is what it always is.
 *
 * <pre>{@code
 * Interruption.saving("sentiment", save, file -> {
 *     model.save(file);
 *     return file + "; rnn sentiment --load=" + file + " uses it";
 * }, () -> model.train(...)); // in which Interruption.train(trainer, examples) takes the place of trainer.train(examples)
 * }</pre>
 *
 * One training at a time.
 */
public final class Interruption {
    /** 128 and the number of the signal, as shells have it. */
    static final int EXIT_CODE = 130;

    /** Seconds without an end after which it is worth saying that there will be one. */
    private static final long PATIENCE = 2;

    private static Interruption running;

    private final CountDownLatch over = new CountDownLatch(1);
    private Trainer trainer;
    private boolean asked;
    private boolean learned;

    private Interruption() {}

    /** Ends a training between two batches. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Runs a training that Ctrl-C can break off.
     *
     * @param name the command's, for the name of the file if none was given
     * @param file where to save what was learned; null for a new file in the current folder
     * @param save saves, and says where, for the message
     * @param training calls {@link #train}
     * @throws Interrupted if it was broken off
     */
    public static void saving(String name, Path file, Function<Path, String> save, Runnable training) {
        Interruption mine = new Interruption();
        Interruption outer = swap(mine);
        Runnable restore = CtrlC.handle(mine::ask);
        try {
            training.run();
            mine.refuseIfAsked();
        } catch (Stopped stopped) {
            throw new Interrupted(
                    mine.hasLearned()
                            ? "interrupted; what was learned is in " + save.apply(file == null ? free(name) : file)
                            : "interrupted before anything was learned");
        } finally {
            mine.over.countDown();
            restore.run();
            swap(outer);
        }
    }

    /** Trains, until Ctrl-C at the latest. */
    public static TrainingReport train(Trainer trainer, Iterable<Example> examples) {
        Interruption mine = current();
        if (mine == null) {
            return trainer.train(examples);
        }
        mine.begin(trainer);
        TrainingReport report = trainer.train(examples);
        mine.end();
        mine.refuseIfAsked();
        return report;
    }

    private static synchronized Interruption swap(Interruption next) {
        Interruption before = running;
        running = next;
        return before;
    }

    private static synchronized Interruption current() {
        return running;
    }

    private synchronized void begin(Trainer next) {
        refuseIfAsked();
        trainer = next;
    }

    private synchronized void end() {
        trainer = null;
        learned = true;
    }

    private synchronized boolean hasLearned() {
        return learned;
    }

    private synchronized void refuseIfAsked() {
        if (asked) {
            throw new Stopped();
        }
    }

    /** In the thread of a signal. */
    private void ask() {
        synchronized (this) {
            if (asked) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
            asked = true;
            if (trainer != null) {
                trainer.stop();
            }
        }
        try {
            if (!over.await(PATIENCE, TimeUnit.SECONDS)) {
                System.err.println("rnn: ends after this batch and saves; Ctrl-C again ends at once, without saving");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A file in the current folder that is not there yet, by the name of what is saved. */
    public static Path free(String name) {
        Path file = Path.of(name + "-interrupted.safetensors");
        for (int i = 2; Files.exists(file); i++) {
            file = Path.of(name + "-interrupted-" + i + ".safetensors");
        }
        return file;
    }
}
