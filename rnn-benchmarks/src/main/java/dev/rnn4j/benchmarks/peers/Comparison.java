package dev.rnn4j.benchmarks.peers;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.benchmarks.Size;
import dev.rnn4j.benchmarks.Task;
import dev.rnn4j.benchmarks.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs workloads on rnn4j and on all peers of the class path. All processes of a workload are started and warmed up; then
 * they take turns, one window each, round after round, so that what else the machine does meets all of them. What is
 * compared is the windows of the same round.
 */
public final class Comparison {
    private static final double WARM_UP = Double.parseDouble(System.getProperty("warmup", "10"));
    private static final double WINDOW = Double.parseDouble(System.getProperty("window", "2"));
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    /** Threads that spin after their work have gone to sleep by then. */
    private static final long PAUSE = 300;

    private Comparison() {}

    /**
     * Runs it.
     *
     * @param args names of workloads, such as training-lstm-M; none for all. {@code --threads=1} or
     *     {@code --threads=all} for one of the two only.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<Workload> workloads = new ArrayList<>();
        boolean one = true;
        boolean all = true;
        try {
            for (String arg : args) {
                switch (arg) {
                    case "--threads=1" -> all = false;
                    case "--threads=all" -> one = false;
                    default -> workloads.add(Workload.named(arg));
                }
            }
        } catch (BadInputException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        if (workloads.isEmpty()) {
            workloads = everything();
        }
        System.out.println(Ratios.HEADING);
        for (Workload workload : workloads) {
            if (one) {
                System.out.print(compare(workload, true));
            }
            if (all) {
                System.out.print(compare(workload, false));
            }
        }
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

    private static Ratios compare(Workload workload, boolean oneThread) throws InterruptedException {
        Ratios table = new Ratios(workload.name(), oneThread ? "1" : "all");
        Map<String, WorkerProcess> running = new LinkedHashMap<>();
        Map<String, double[]> milliseconds = new LinkedHashMap<>();
        Path folder =
                Path.of(System.getProperty("peers.folder", "target/peers")).toAbsolutePath();
        try {
            for (Peer peer : Worker.peers()) {
                String lacking = peer.lacks(workload);
                if (!lacking.isEmpty()) {
                    table.leaveOut(peer.name(), lacking);
                    continue;
                }
                try {
                    WorkerProcess worker = WorkerProcess.start(peer.name(), workload, oneThread, folder);
                    running.put(peer.name(), worker);
                    milliseconds.put(peer.name(), new double[ROUNDS]);
                    worker.milliseconds(WARM_UP);
                } catch (IOException e) {
                    drop(peer.name(), e, running, milliseconds, table);
                }
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (String name : List.copyOf(running.keySet())) {
                    Thread.sleep(PAUSE);
                    try {
                        milliseconds.get(name)[round] = running.get(name).milliseconds(WINDOW);
                    } catch (IOException e) {
                        drop(name, e, running, milliseconds, table);
                    }
                }
            }
        } finally {
            running.values().forEach(WorkerProcess::close);
        }
        milliseconds.forEach(table::put);
        return table;
    }

    private static void drop(
            String peer,
            IOException reason,
            Map<String, WorkerProcess> running,
            Map<String, double[]> milliseconds,
            Ratios table) {
        table.leaveOut(peer, reason.getMessage());
        milliseconds.remove(peer);
        WorkerProcess worker = running.remove(peer);
        if (worker != null) {
            worker.close();
        }
    }
}
