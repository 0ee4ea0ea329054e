package dev.rnn4j.testkit;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Names;
import dev.rnn4j.api.Plugin;
import dev.rnn4j.api.Provider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** A plug-in under test on some input, and the rules that hold for plug-ins of every kind. */
final class Subject {
    /** The plug-in, traced anew. */
    interface Traced {
        /** All that comes out, forwards and backwards, by name. */
        Map<String, Tensor> run();
    }

    /** How a plug-in is traced. */
    interface Tracer {
        Traced trace(Precision precision);
    }

    private final String name;
    private final Tracer tracer;

    Subject(String name, Tracer tracer) {
        this.name = name;
        this.tracer = p -> tracing(name, () -> tracer.trace(p));
    }

    /** What messages call a plug-in. */
    static String name(String kind, Plugin plugin) {
        String type = plugin.getClass().getSimpleName();
        return kind + " "
                + (!plugin.name().isEmpty()
                        ? "'" + plugin.name() + "'"
                        : type.isEmpty() ? plugin.getClass().getName() : type);
    }

    /** Equations that the core refuses are a broken rule. */
    static <T> T tracing(String name, Supplier<T> trace) {
        try {
            return trace.get();
        } catch (BadInputException e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
    }

    Map<String, Tensor> run(Precision precision) {
        return tracer.trace(precision).run();
    }

    /** The plug-in remembers nothing: neither a second run nor a second trace differs. */
    void sameAgain() {
        for (Precision p : Precision.values()) {
            Traced first = tracer.trace(p);
            Map<String, Tensor> once = first.run();
            Judge.same(name, "the first time", once, "when run again on the same input", first.run());
            Traced second = tracer.trace(p);
            String equations = first.toString();
            String again = second.toString();
            if (!equations.equals(again)) {
                throw new AssertionError(name + ": traced a second time, its equations differ: "
                        + firstDifference(equations, again) + "; a plug-in must not remember its calls");
            }
            Judge.same(name, "the first time", once, "when traced and run again", second.run());
        }
    }

    private static String firstDifference(String a, String b) {
        List<String> first = a.lines().toList();
        List<String> second = b.lines().toList();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            String x = i < first.size() ? first.get(i) : "(no line)";
            String y = i < second.size() ? second.get(i) : "(no line)";
            if (!x.equals(y)) {
                return "line " + (i + 1) + " was \"" + x.strip() + "\" and is \"" + y.strip() + "\"";
            }
        }
        return a + " and " + b;
    }

    /** Two threads that use the plug-in at once get the bits that one alone gets. */
    void sameInTwoThreads() {
        Map<String, Tensor> alone = run(Precision.FLOAT32);
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<List<Map<String, Tensor>>> work = () -> {
            List<Map<String, Tensor>> results = new ArrayList<>();
            together.await();
            for (int i = 0; i < 3; i++) {
                results.add(run(Precision.FLOAT32));
            }
            return results;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<Map<String, Tensor>>>> both = List.of(threads.submit(work), threads.submit(work));
            for (Future<List<Map<String, Tensor>>> one : both) {
                for (Map<String, Tensor> results : one.get()) {
                    Judge.same(name, "in one thread", alone, "in one of two threads", results);
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError(name + ": fails in one of two threads: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(name + ": interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** FLOAT32 is FLOAT64 with fewer digits. */
    void sameInBothPrecisions(double tolerance) {
        Judge.near(name, "in FLOAT64", run(Precision.FLOAT64), "in FLOAT32", run(Precision.FLOAT32), tolerance);
    }

    /** Results are finite in both precisions. */
    void finite(String when) {
        for (Precision p : Precision.values()) {
            Judge.finite(name, when + " in " + p, run(p));
        }
    }

    /** The plug-in does what the other one does. */
    void same(String otherwise, Subject other) {
        Judge.same(name, "as it is", run(Precision.FLOAT64), otherwise, other.run(Precision.FLOAT64));
    }

    /**
     * What the provider of a plug-in's name makes of its settings; the plug-in itself if it has no name.
     *
     * @param providers those of its kind
     */
    static <P extends Plugin> P rebuilt(String name, P plugin, ServiceLoader<? extends Provider<P>> providers) {
        if (plugin.name().isEmpty()) {
            return plugin;
        }
        if (!Names.legal(plugin.name())) {
            throw new AssertionError(
                    name + ": the name '" + plugin.name() + "' is not " + Names.RULE + ", like 'leaky-relu'");
        }
        for (Provider<P> provider : providers) {
            if (provider.name().equals(plugin.name())) {
                List<String> known =
                        provider.settings().stream().map(Setting::name).toList();
                plugin.settings().asMap().keySet().forEach(s -> {
                    if (!known.contains(s)) {
                        throw new AssertionError(
                                name + ": has a setting '" + s + "' that its provider does not list: " + known);
                    }
                });
                P again = tracing(name, () -> provider.create(plugin.settings().declaredBy(provider.settings())));
                if (!again.name().equals(plugin.name()) || !again.settings().equals(plugin.settings())) {
                    throw new AssertionError(name + ": has settings " + plugin.settings() + ", but the provider makes '"
                            + again.name() + "' with " + again.settings() + " of them");
                }
                return again;
            }
        }
        throw new AssertionError(name + ": no provider of that name is registered; list one in META-INF/services and in"
                + " module-info, or let name() be empty");
    }
}
