package dev.rnn4j.testkit.golden;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.testkit.golden.GoldenCase.Expected;
import dev.rnn4j.testkit.golden.GoldenJson.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs golden cases in FLOAT64 through the public API, as any program would: a network from its builder, parameters by
 * their public names, {@link dev.rnn4j.core.network.Network#gradients} for everything that is compared, and {@link
 * dev.rnn4j.core.unroll.OptimizerRun} for the training runs.
 *
 * <p>The error of a tensor is its largest difference by the largest expected number, or by 1e-6 if that is larger.
 */
public final class Conformance {
    /** How far outputs, states, loss and gradients may be off. */
    public static final double TOLERANCE = 1e-12;

    /** How far losses and parameters may be off while training. */
    public static final double TRAINING_TOLERANCE = 1e-10;

    /**
     * How many units in the last place a function may be off from the correctly rounded value. Numbers too small to be
     * normal may be flushed to 0.
     */
    public static final double FUNCTION_ULPS = 4;

    private Conformance() {}

    /** Runs a network's case. */
    public static ConformanceResult run(GoldenCase golden) {
        List<Comparison> comparisons = new ArrayList<>();
        List<String> unsupported = new ArrayList<>();
        try {
            compare(golden, comparisons);
        } catch (BadInputException e) {
            // Without a network there is nothing to train either.
            return new ConformanceResult(golden.name(), comparisons, List.of(e.getMessage()), List.of());
        }
        for (GoldenCase.Training training : golden.training()) {
            try {
                TrainingConformance.run(golden, training, comparisons);
            } catch (BadInputException e) {
                unsupported.add(e.getMessage());
            }
        }
        return new ConformanceResult(golden.name(), comparisons, unsupported, List.of());
    }

    /** Runs the functions through their plug-ins. */
    public static ConformanceResult run(GoldenFunctions golden) {
        List<Comparison> comparisons = new ArrayList<>();
        try {
            FunctionsConformance.run(golden, comparisons);
        } catch (BadInputException e) {
            return new ConformanceResult(golden.name(), comparisons, List.of(e.getMessage()), List.of());
        }
        return new ConformanceResult(golden.name(), comparisons, List.of(), List.of());
    }

    /**
     * What the library computes for a case.
     *
     * @throws BadInputException if it refuses the case
     */
    public static Gradients compute(GoldenCase golden) {
        return new GoldenNetwork(golden).gradients();
    }

    /**
     * Runs all {@code *.json} files of a folder, in the order of their names. A file that cannot be read, or is of
     * another schema, is a failure of its own and does not stop the others.
     *
     * @param listener gets each result as soon as it is there
     * @throws BadInputException if the folder is missing or has no such file
     */
    public static List<ConformanceResult> folder(Path folder, Consumer<? super ConformanceResult> listener) {
        List<ConformanceResult> results = new ArrayList<>();
        for (Path file : GoldenFiles.in(folder)) {
            ConformanceResult r = guarded(
                    file.getFileName().toString(),
                    () -> GoldenFiles.open(file, (source, in) -> run(source, GoldenJson.read(source, in))));
            results.add(r);
            listener.accept(r);
        }
        return results;
    }

    /**
     * Runs the cases that come with this module.
     *
     * @param listener gets each result as soon as it is there
     */
    public static List<ConformanceResult> builtIn(Consumer<? super ConformanceResult> listener) {
        List<ConformanceResult> results = new ArrayList<>();
        for (String name : builtInNames()) {
            ConformanceResult r = guarded(name, () -> {
                try (InputStream in = openBuiltIn(name)) {
                    return run(name, GoldenJson.read(name, in));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            results.add(r);
            listener.accept(r);
        }
        return results;
    }

    /** The file names of the cases that come with this module. */
    public static List<String> builtInNames() {
        return GoldenFiles.builtIn();
    }

    /** One of the {@linkplain #builtInNames built-in} files; the caller closes it. */
    public static InputStream openBuiltIn(String name) {
        if (!builtInNames().contains(name)) {
            throw new BadInputException("there is no built-in golden file '" + name + "'; there are " + builtInNames());
        }
        return GoldenFiles.resource(name);
    }

    private interface Run {
        ConformanceResult result();
    }

    /** A broken file or a broken engine is a result, too: the other files are still to be run. */
    private static ConformanceResult guarded(String name, Run run) {
        try {
            return run.result();
        } catch (BadInputException e) {
            return ConformanceResult.fault(name, e.getMessage());
        } catch (RuntimeException e) {
            return ConformanceResult.fault(name, "the run broke off: " + e);
        }
    }

    private static ConformanceResult run(String source, Node root) {
        String schema = GoldenFiles.schema(root);
        return switch (schema) {
            case GoldenCase.SCHEMA -> run(GoldenCase.of(root));
            case GoldenFunctions.SCHEMA -> run(GoldenFunctions.of(root, source));
            default ->
                throw root.field("schema")
                        .fault("is '" + schema + "'; the known ones are '" + GoldenCase.SCHEMA + "' and '"
                                + GoldenFunctions.SCHEMA + "'");
        };
    }

    private static void compare(GoldenCase golden, List<Comparison> to) {
        GoldenNetwork network = new GoldenNetwork(golden);
        Gradients g = network.gradients();
        Expected e = golden.expected();
        add("outputs", "hidden", network.padded(g.hidden()), e.hidden(), to);
        if (e.finalH() != null) {
            add("outputs", "h_n", network.pack("h", g.finalStates()), e.finalH(), to);
        }
        if (e.finalC() != null) {
            add("outputs", "c_n", network.pack("c", g.finalStates()), e.finalC(), to);
        }
        add("outputs", "logits", network.padded(g.logits()), e.logits(), to);
        add("outputs", "outputs", network.padded(g.outputs()), e.outputs(), to);
        to.add(Comparison.relative("loss", "loss", g.loss(), e.loss(), TOLERANCE));
        for (Map.Entry<String, Tensor> p : e.grads().entrySet()) {
            add("gradients", "grads " + p.getKey(), g.parameters().get(p.getKey()), p.getValue(), to);
        }
        if (e.gradX() != null) {
            boolean sequence = golden.config().inputMode().equals("sequence");
            add("gradients", "grad_x", sequence ? network.padded(g.input()) : g.input(), e.gradX(), to);
        }
        if (e.gradH0() != null) {
            add("gradients", "grad_h0", network.pack("h", g.states()), e.gradH0(), to);
        }
        if (e.gradC0() != null) {
            add("gradients", "grad_c0", network.pack("c", g.states()), e.gradC0(), to);
        }
    }

    private static void add(String part, String what, Tensor actual, Tensor expected, List<Comparison> to) {
        if (expected != null) {
            to.add(Comparison.relative(part, what, actual, expected, TOLERANCE));
        }
    }
}
