package dev.rnn4j.benchmarks.peers;

import dev.rnn4j.benchmarks.Workload;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/**
 * One peer's process. It does its work for some seconds when a line on its standard input says so, and answers with how
 * long once took; between, it does nothing. Lines of its answers begin with {@link #MARK}, as a library may print, too.
 */
final class Worker {
    static final String MARK = "worker: ";
    /** Before the first {@code run}, and after its failure. */
    static final String READY = "ready";

    static final String FAILED = "failed";

    private Worker() {}

    /** All peers on the class path, rnn4j first. */
    static List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        peers.add(new Rnn4jPeer());
        ServiceLoader.load(Peer.class).forEach(peers::add);
        return peers;
    }

    /**
     * Runs it.
     *
     * @param args the peer's name, the workload's, and whether it may use one thread only
     */
    public static void main(String[] args) {
        Peer peer = peers().stream()
                .filter(p -> p.name().equals(args[0]))
                .findFirst()
                .orElseThrow();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        serve(peer, Workload.named(args[1]), Boolean.parseBoolean(args[2]), in, System.out, System.err);
        System.exit(0); // a library may have left threads behind
    }

    /** Opens the peer, then answers each number of seconds with the milliseconds of one run, to the end of the input. */
    static void serve(
            Peer peer, Workload workload, boolean oneThread, BufferedReader in, PrintStream out, PrintStream log) {
        try (peer) {
            peer.open(workload, oneThread);
            say(out, READY);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(out, Double.toString(millisecondsOfOne(peer, Double.parseDouble(line))));
            }
        } catch (Exception | LinkageError e) {
            e.printStackTrace(log);
            say(out, FAILED + " " + e);
        }
    }

    private static double millisecondsOfOne(Peer peer, double seconds) throws Exception {
        long start = System.nanoTime();
        long spent = 0;
        int runs = 0;
        while (spent < seconds * 1e9 || runs == 0) {
            double result = peer.run();
            if (!Double.isFinite(result)) {
                throw new IllegalStateException(String.format(Locale.ROOT, "run %d gave %s", runs + 1, result));
            }
            runs++;
            spent = System.nanoTime() - start;
        }
        return spent / 1e6 / runs;
    }

    private static void say(PrintStream out, String answer) {
        out.println(MARK + answer.replace('\n', ' '));
        out.flush();
    }
}
