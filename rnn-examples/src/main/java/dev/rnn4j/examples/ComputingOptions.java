package dev.rnn4j.examples;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Precision;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --threads} and {@code --precision}: how all commands that train compute. */
public final class ComputingOptions {
    /** The library's limit, where a trainer is not told another. */
    static final String THREADS = "rnn4j.threads";

    @Option(
            names = "--precision",
            paramLabel = "P",
            converter = ByWord.class,
            completionCandidates = Words.class,
            defaultValue = "float32",
            description = "Compute in 32 or 64 bits: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Precision precision;

    /** For picocli. */
    public ComputingOptions() {}

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that share the work, 1 or more; what is learned is the same with any number "
                    + "(default: as many as there are processors).")
    void threads(int threads) {
        if (threads < 1) {
            throw new BadInputException("--threads is " + threads + "; give 1 or more");
        }
        System.setProperty(THREADS, Integer.toString(threads));
    }

    /** The precision of the networks. */
    public Precision precision() {
        return precision;
    }

    /** A precision as the command line has it. */
    public static String word(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    private static Stream<String> words() {
        return Arrays.stream(Precision.values()).map(ComputingOptions::word);
    }

    /** What --precision can be. */
    static final class Words implements Iterable<String> {
        Words() {}

        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }
    }

    /** Reads --precision. */
    static final class ByWord implements ITypeConverter<Precision> {
        ByWord() {}

        @Override
        public Precision convert(String given) {
            for (Precision precision : Precision.values()) {
                if (word(precision).equals(given)) {
                    return precision;
                }
            }
            throw new TypeConversionException(
                    "there is no '" + given + "'; give " + words().collect(Collectors.joining(" or ")));
        }
    }
}
