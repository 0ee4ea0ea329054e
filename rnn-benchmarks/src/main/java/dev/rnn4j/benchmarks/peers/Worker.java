package dev.rnn4j.benchmarks.peers;

import dev.rnn4j.benchmarks.Workload;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * One peer's process. It does its work for some seconds when a line on its standard input says so, and answers with how
 * long once took; between, it does nothing. Lines of its answers begin with {@link #MARK}, as a library may print, too.
 */
final class Worker {
    static final String MARK = "worker: ";
    /** After the first run; the milliseconds since the start of the JVM follow. */
    static final String READY = "ready";
    /** After a failure; what was thrown follows. */
    static final String FAILED = "failed";

    private Worker() {}

    /** All peers on the class path but rnn4j. */
    static List<Peer> others() {
        List<Peer> peers = new ArrayList<>();
        ServiceLoader.load(Peer.class).forEach(peers::add);
        return peers;
    }

    private static Peer named(String name) {
        if (name.equals(Rnn4jPeer.NAME)) {
            return new Rnn4jPeer();
        }
        return others().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }

    /**
     * Runs it.
     *
     * @param args the peer's name, the workload's, and whether it may use one thread only
     */
    public static void main(String[] args) {
        Peer peer = named(args[0]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        serve(peer, Workload.named(args[1]), Boolean.parseBoolean(args[2]), in, System.out, System.err);
        System.exit(0); // a library may have left threads behind
    }

    /**
     * Opens the peer and runs it once, which it tells with the milliseconds since the start of the JVM; then answers each
     * number of seconds with the milliseconds of one run, to the end of the input.
     */
    static void serve(
            Peer peer, Workload workload, boolean oneThread, BufferedReader in, PrintStream out, PrintStream log) {
        try (peer) {
            peer.open(workload, oneThread);
            runOnce(peer);
            long now = System.currentTimeMillis();
            say(out, READY + " " + (now - ManagementFactory.getRuntimeMXBean().getStartTime()));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(out, Double.toString(millisecondsOfOne(peer, Double.parseDouble(line))));
            }
        } catch (Exception | LinkageError e) {
            e.printStackTrace(log);
            boolean wrapped = e instanceof ExceptionInInitializerError && e.getCause() != null;
            say(out, FAILED + " " + (wrapped ? e.getCause() : e));
        }
    }

    private static double millisecondsOfOne(Peer peer, double seconds) throws Exception {
        long start = System.nanoTime();
        long spent = 0;
        int runs = 0;
        while (spent < seconds * 1e9 || runs == 0) {
            runOnce(peer);
            runs++;
            spent = System.nanoTime() - start;
        }
        return spent / 1e6 / runs;
    }

    private static void runOnce(Peer peer) throws Exception {
        double result = peer.run();
        if (!Double.isFinite(result)) {
            throw new IllegalStateException("a run gave " + result);
        }
    }

    private static void say(PrintStream out, String answer) {
        out.println(MARK + answer.replace('\n', ' '));
        out.flush();
    }
}
