package dev.rnn4j.benchmarks.peers;

import dev.rnn4j.benchmarks.Subject;
import dev.rnn4j.benchmarks.Workload;

/** rnn4j itself. It uses as many threads as it finds processors for, so one thread is a matter of the process. */
final class Rnn4jPeer implements Peer {
    static final String NAME = "rnn4j";

    private Subject subject;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void open(Workload workload, boolean oneThread) {
        subject = new Subject(workload);
    }

    @Override
    public double run() {
        return subject.run();
    }
}
