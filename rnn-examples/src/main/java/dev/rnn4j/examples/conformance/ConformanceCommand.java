package dev.rnn4j.examples.conformance;

import dev.rnn4j.testkit.golden.Conformance;
import dev.rnn4j.testkit.golden.ConformanceResult;
import dev.rnn4j.testkit.golden.ConformanceResult.Status;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs golden cases and prints a line for each with its largest errors. */
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the library with known results of an independent program, in FLOAT64: outputs, loss, gradients,"
                    + " and training runs step by step.",
            "Each line gives a case's largest relative error of each part; below it is what failed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is within its tolerance",
            "1:a number exceeds its tolerance, or a file could not be read or run",
            "2:bad input: there is no such folder, or no case in it",
            "3:what could be run is within its tolerance, but the library refused something"
        })
public final class ConformanceCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int UNSUPPORTED = 3;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description = "A folder of golden cases, *.json (default: the built-in ones).")
    private Path folder;

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public ConformanceCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<ConformanceResult> results = folder == null
                ? Conformance.builtIn(r -> print(out, r))
                : Conformance.folder(folder, r -> print(out, r));
        out.println(summary(results));
        out.flush();
        if (count(results, Status.FAILED) > 0) {
            return FAILED;
        }
        return count(results, Status.UNSUPPORTED) > 0 ? UNSUPPORTED : 0;
    }

    private static void print(PrintWriter out, ConformanceResult r) {
        out.println(r.report());
        out.flush();
    }

    private static String summary(List<ConformanceResult> results) {
        List<String> parts = new ArrayList<>();
        parts.add(count(results, Status.OK) + " of " + results.size() + " ok");
        for (Status s : new Status[] {Status.FAILED, Status.UNSUPPORTED}) {
            List<String> names = results.stream()
                    .filter(r -> r.status() == s)
                    .map(ConformanceResult::name)
                    .toList();
            if (!names.isEmpty()) {
                parts.add(names.size()
                        + (s == Status.FAILED ? " failed: " : " unsupported: ")
                        + String.join(", ", names));
            }
        }
        int compared = results.stream().mapToInt(r -> r.comparisons().size()).sum();
        return String.join("; ", parts) + " (" + compared + " tensors compared)";
    }

    private static long count(List<ConformanceResult> results, Status status) {
        return results.stream().filter(r -> r.status() == status).count();
    }
}
