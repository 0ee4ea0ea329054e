package dev.rnn4j.benchmarks.peers;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.benchmarks.Size;
import dev.rnn4j.benchmarks.Task;
import dev.rnn4j.benchmarks.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param workloads what is done
 * @param threads of 1 and all, one or both
 * @param variants of rnn4j, every kernel on every Java
 * @param peers parts of the names of libraries to run beside rnn4j; empty for all of them
 */
record Request(List<Workload> workloads, List<String> threads, List<Entrant> variants, List<String> peers) {
    private static final String THREADS = "--threads=";
    private static final String KERNELS = "--kernels=";
    private static final String JDK = "--jdk=";
    private static final String PEERS = "--peers=";
    private static final String ONE = "1";
    private static final String ALL = "all";

    /** @throws BadInputException if an argument is none of these */
    static Request of(String... args) {
        List<Workload> workloads = new ArrayList<>();
        List<String> threads = List.of(ONE, ALL);
        List<Jdk> jdks = new ArrayList<>(List.of(Jdk.current()));
        Set<String> kernels = new LinkedHashSet<>();
        List<String> peers = new ArrayList<>();
        for (String arg : args) {
            String value = arg.substring(arg.indexOf('=') + 1);
            if (arg.equals(THREADS + ONE) || arg.equals(THREADS + ALL)) {
                threads = List.of(value);
            } else if (arg.startsWith(KERNELS)) {
                kernels.addAll(List.of(value.split(",")));
            } else if (arg.startsWith(JDK)) {
                jdks.add(Jdk.at(Path.of(value)));
            } else if (arg.startsWith(PEERS)) {
                peers.addAll(List.of(value.split(",")));
            } else if (arg.startsWith("-")) {
                throw new BadInputException("there is no option '" + arg + "'; there are: --threads=1, --threads=all, "
                        + "--kernels=plain,vector, --jdk=FOLDER, --peers=NAME,NAME");
            } else {
                workloads.add(Workload.named(arg));
            }
        }
        if (kernels.isEmpty()) {
            kernels.add("plain");
        }
        List<Entrant> variants = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Jdk jdk : jdks) {
            for (String k : kernels) {
                Entrant variant = Entrant.rnn4j(jdk, k);
                if (!names.add(variant.name())) {
                    throw new BadInputException("there are two Javas of version " + jdk.feature() + ", the second is "
                            + jdk.java() + ": leave one away");
                }
                variants.add(variant);
            }
        }
        return new Request(workloads.isEmpty() ? everything() : workloads, threads, variants, peers);
    }

    private static List<Workload> everything() {
        List<Workload> workloads = new ArrayList<>();
        for (Task task : Task.values()) {
            for (String cell : Workload.CELLS) {
                for (Size size : Size.values()) {
                    workloads.add(Workload.of(task, cell, size));
                }
            }
        }
        return workloads;
    }

    static boolean isOne(String threads) {
        return threads.equals(ONE);
    }

    /** Whether a library takes part. */
    boolean wants(Peer peer) {
        String name = peer.name().toLowerCase(Locale.ROOT);
        return peers.isEmpty() || peers.stream().anyMatch(p -> name.contains(p.toLowerCase(Locale.ROOT)));
    }
}
