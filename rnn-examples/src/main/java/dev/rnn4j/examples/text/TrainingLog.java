package dev.rnn4j.examples.text;

import dev.rnn4j.core.train.BatchReport;
import dev.rnn4j.core.train.TrainingListener;
import dev.rnn4j.examples.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows how far the training is, and from time to time the loss and what the network writes by then. */
final class TrainingLog implements TrainingListener, AutoCloseable {
    private final long updates;
    private final int parts;
    private final Supplier<String> sample;
    private final PrintWriter out;

    private int part = 1;
    private Progress progress;
    private double loss;
    private long since;

    /**
     * A log.
     *
     * @param updates how many there will be
     * @param parts how many samples are wanted
     * @param sample makes one
     */
    TrainingLog(long updates, int parts, Supplier<String> sample, PrintWriter out) {
        this.updates = updates;
        this.parts = (int) Math.min(parts, updates);
        this.sample = sample;
        this.out = out;
        begin();
    }

    private long end(int ofPart) {
        return updates * ofPart / parts;
    }

    private void begin() {
        progress = Progress.start("training, part " + part + " of " + parts, end(part) - end(part - 1));
        loss = 0;
        since = 0;
    }

    @Override
    public void batchEnd(BatchReport report) {
        loss += report.loss() / Math.log(2);
        since++;
        progress.note(String.format(Locale.ROOT, "%.2f bits", loss / since));
        progress.step();
        if (report.step() == end(part)) {
            progress.close();
            out.printf(
                    Locale.ROOT,
                    "After %d of %d parts, %.2f bits per character in the last:%n",
                    part,
                    parts,
                    loss / since);
            sample.get().lines().forEach(line -> out.println("    " + line));
            out.flush();
            part++;
            if (part <= parts) {
                begin();
            }
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
