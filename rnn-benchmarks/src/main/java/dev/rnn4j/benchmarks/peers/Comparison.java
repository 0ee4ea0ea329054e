package dev.rnn4j.benchmarks.peers;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.benchmarks.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs workloads on rnn4j, in one variant or several, and on all peers of the class path. All processes of a workload are
 * started and warmed up; then they take turns, one window each, round after round, so that what else the machine does
 * meets all of them. What is compared is the windows of the same round.
 */
public final class Comparison {
    private static final double WARM_UP = Double.parseDouble(System.getProperty("warmup", "10"));
    private static final double WINDOW = Double.parseDouble(System.getProperty("window", "2"));
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    /** Threads that spin after their work have gone to sleep by then. */
    private static final long PAUSE = 300;

    private final Request request;
    private final Path folder =
            Path.of(System.getProperty("peers.folder", "target/peers")).toAbsolutePath();

    private Comparison(Request request) {
        this.request = request;
    }

    /**
     * Runs it.
     *
     * @param args names of workloads, such as training-lstm-M; none for all. {@code --threads=1} or
     *     {@code --threads=all} for one of the two only, {@code --kernels=plain,vector} for the matrix kernels of rnn4j's
     *     variants, {@code --jdk=FOLDER} for variants on another Java, {@code --peers=NAME,NAME} for some peers only
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            new Comparison(Request.of(args)).run();
        } catch (BadInputException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws InterruptedException {
        System.out.print(Ratios.heading(request.variants()));
        for (Workload workload : request.workloads()) {
            for (String threads : request.threads()) {
                System.out.print(compare(workload, threads));
            }
        }
    }

    private Ratios compare(Workload workload, String threads) throws InterruptedException {
        Ratios table = new Ratios(workload.name(), threads, request.variants());
        List<Entrant> entrants = new ArrayList<>(request.variants());
        for (Peer peer : Worker.others()) {
            if (!request.wants(peer)) {
                continue;
            }
            String lacking = peer.lacks(workload);
            if (lacking.isEmpty()) {
                entrants.add(Entrant.of(peer));
            } else {
                table.leaveOut(peer.name(), lacking);
            }
        }
        Map<String, WorkerProcess> running = new LinkedHashMap<>();
        Map<String, double[]> milliseconds = new LinkedHashMap<>();
        try {
            for (Entrant entrant : entrants) {
                try {
                    WorkerProcess worker = WorkerProcess.start(entrant, workload, Request.isOne(threads), folder);
                    running.put(entrant.name(), worker);
                    milliseconds.put(entrant.name(), new double[ROUNDS]);
                    worker.milliseconds(WARM_UP);
                } catch (IOException e) {
                    drop(entrant.name(), e, running, table);
                }
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (String name : List.copyOf(running.keySet())) {
                    Thread.sleep(PAUSE);
                    try {
                        milliseconds.get(name)[round] = running.get(name).milliseconds(WINDOW);
                    } catch (IOException e) {
                        drop(name, e, running, table);
                    }
                }
            }
            running.forEach((name, worker) ->
                    table.put(name, milliseconds.get(name), worker.firstRun(), worker.peakMegabytes()));
        } finally {
            running.values().forEach(WorkerProcess::close);
        }
        return table;
    }

    private static void drop(String name, IOException reason, Map<String, WorkerProcess> running, Ratios table) {
        table.leaveOut(name, reason.getMessage());
        WorkerProcess worker = running.remove(name);
        if (worker != null) {
            worker.close();
        }
    }
}
