package dev.rnn4j.benchmarks.peers;

import java.nio.file.Path;
import java.util.List;

/**
 * What takes part in a comparison: a library, or rnn4j in one of its variants.
 *
 * @param name a row of the table
 * @param peer the name of its {@link Peer}
 * @param java the program that runs it
 * @param options for that program
 * @param classPath the library and what it needs
 */
record Entrant(String name, String peer, Path java, List<String> options, String classPath) {
    Entrant {
        options = List.copyOf(options);
    }

    /** A library, on the Java and the class path of this process. */
    static Entrant of(Peer peer) {
        return new Entrant(peer.name(), peer.name(), Jdk.current().java(), List.of(), ownClassPath());
    }

    /**
     * rnn4j on some Java with some matrix kernels.
     *
     * @param kernels their name, such as plain
     */
    static Entrant rnn4j(Jdk jdk, String kernels) {
        String name = Rnn4jPeer.NAME + " " + kernels + " " + jdk.feature();
        List<String> options = kernels.equals("vector")
                ? List.of("-Drnn4j.kernels=vector", "--add-modules", "jdk.incubator.vector")
                : List.of("-Drnn4j.kernels=" + kernels);
        // Without the other libraries: what looks for services would look through all of their files.
        String classPath = System.getProperty("rnn4j.class.path", ownClassPath());
        return new Entrant(name, Rnn4jPeer.NAME, jdk.java(), options, classPath);
    }

    private static String ownClassPath() {
        return System.getProperty("java.class.path");
    }
}
