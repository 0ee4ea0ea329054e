package dev.rnn4j.examples;

import dev.rnn4j.core.train.EpochReport;
import dev.rnn4j.core.train.TrainingListener;
import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far long work has come, on the error stream: a bar on a terminal, elsewhere a plain line now and then and one at
 * the end. The output stream stays free for results.
 *
 * <pre>{@code
 * try (Progress progress = Progress.start("training", epochs)) {
 *     for (int e = 0; e < epochs; e++) {
 *         ...
 *         progress.note("loss " + loss);
 *         progress.step();
 *     }
 * }
 * }</pre>
 *
 * One thread at a time may call its methods.
 */
public final class Progress implements AutoCloseable {
    private static final long BETWEEN_LINES_NANOS = 5_000_000_000L;
    private static final int DEFAULT_COLUMNS = 80;

    private final String what;
    private final long total;
    private final PrintStream out;
    private final LongSupplier nanos;
    private final ProgressBar bar;
    private final long started;

    private long done;
    private String note = "";
    private long lastLine;
    private boolean closed;

    /** Progress as lines on {@code out}, or as a bar. */
    Progress(String what, long total, PrintStream out, boolean asBar, LongSupplier nanos) {
        this.what = what;
        this.total = total;
        this.out = out;
        this.nanos = nanos;
        started = nanos.getAsLong();
        lastLine = started;
        bar = asBar
                ? new ProgressBarBuilder()
                        .setTaskName(what)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        // A consumer that knows its width asks no native library for it.
                        .setConsumer(new ConsoleProgressBarConsumer(out, columns() - 1))
                        .build()
                : null;
    }

    /**
     * Starts to show progress.
     *
     * @param what the work, in a word or two
     * @param total how many steps it has
     */
    public static Progress start(String what, long total) {
        return new Progress(what, total, System.err, onTerminal(), System::nanoTime);
    }

    /** One more step is done. */
    public void step() {
        step(1);
    }

    /** So many more steps are done. */
    public void step(long howMany) {
        done += howMany;
        if (bar != null) {
            bar.stepBy(howMany);
        } else if (done < total && nanos.getAsLong() - lastLine >= BETWEEN_LINES_NANOS) {
            line();
        }
    }

    /** A few words that stand beside the bar or in the next line, such as the loss. */
    public void note(String text) {
        note = text;
        if (bar != null) {
            bar.setExtraMessage(" " + text);
        }
    }

    /** Notes the loss after each epoch of a training, in such a format, and steps. */
    public TrainingListener listener(String format) {
        return new TrainingListener() {
            @Override
            public boolean epochEnd(EpochReport report) {
                note(String.format(Locale.ROOT, format, report.loss()));
                step();
                return true;
            }
        };
    }

    /** Ends the bar, or writes the last line. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (bar != null) {
            bar.close();
        } else {
            line();
        }
    }

    private void line() {
        long now = nanos.getAsLong();
        lastLine = now;
        out.println(what + ": " + done + " of " + total + (note.isEmpty() ? "" : ", " + note)
                + String.format(Locale.ROOT, " (%.1f s)", (now - started) / 1e9));
    }

    /**
     * Whether the error stream is a terminal that shows a bar. The launcher knows and says so in {@code rnn.terminal};
     * without it the console answers, which does not notice that the error stream alone was redirected.
     */
    public static boolean onTerminal() {
        if (System.getenv("CI") != null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        String said = System.getProperty("rnn.terminal");
        return said == null ? isTerminal(System.console()) : said.equals("true");
    }

    /** {@code Console.isTerminal()} of JDK 22 and later; before, there is a console only on a terminal. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static int columns() {
        int columns = Integer.getInteger("rnn.columns", DEFAULT_COLUMNS);
        return columns < 20 ? DEFAULT_COLUMNS : columns;
    }
}
