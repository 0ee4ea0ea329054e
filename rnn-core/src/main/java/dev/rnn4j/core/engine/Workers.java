package dev.rnn4j.core.engine;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * The threads that share work. A step of a training shares work many times, each time for less than it may take to wake a
 * thread; so a thread that has done its share looks out for the next one a while before it sleeps. They end when nobody has
 * needed them for some seconds, and never keep a JVM alive.
 */
final class Workers {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long LOOK_OUT_NANOS = 200_000;
    private static final long SLEEP_NANOS = 10_000_000_000L;
    /** Those that wait for work, the last to have worked first. */
    private static final ConcurrentLinkedDeque<Worker> WAITING = new ConcurrentLinkedDeque<>();

    private Workers() {}

    /** One share, and who waits for it. */
    private record Job(IntConsumer share, int which, CountDownLatch left, AtomicReference<Throwable> failure) {
        void run() {
            try {
                share.accept(which);
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        }
    }

    private static final class Worker extends Thread {
        private volatile Job job;
        private volatile boolean asleep;

        Worker(Job first) {
            super("rnn4j-" + NUMBER.incrementAndGet());
            job = first;
            setDaemon(true);
        }

        /** Only for one that was taken from those that wait. */
        void give(Job next) {
            job = next;
            if (asleep) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            while (job != null) {
                Job done = job;
                done.run();
                job = null;
                WAITING.addFirst(this);
                done.left.countDown();
                awaitJob();
            }
        }

        /** Returns with a job, or without one when there was none for long. */
        private void awaitJob() {
            long from = System.nanoTime();
            while (job == null && System.nanoTime() - from < LOOK_OUT_NANOS) {
                Thread.onSpinWait();
            }
            asleep = true;
            while (job == null) {
                LockSupport.parkNanos(this, SLEEP_NANOS);
                boolean longEnough = System.nanoTime() - from > SLEEP_NANOS || interrupted();
                // one that is not waiting any more is about to be given a job
                if (job == null && longEnough && WAITING.remove(this)) {
                    return;
                }
            }
            asleep = false;
        }
    }

    /** Runs the shares 0 to count - 1, one by the caller, and returns when all are done. */
    static void run(int count, IntConsumer share) {
        CountDownLatch left = new CountDownLatch(count - 1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int i = 1; i < count; i++) {
            start(new Job(share, i, left, failure));
        }
        try {
            share.accept(0);
        } finally {
            await(left);
        }
        Throwable e = failure.get();
        if (e instanceof RuntimeException r) {
            throw r;
        }
        if (e instanceof Error r) {
            throw r;
        }
    }

    private static void start(Job job) {
        Worker waiting = WAITING.pollFirst();
        if (waiting == null) {
            new Worker(job).start();
        } else {
            waiting.give(job);
        }
    }

    private static void await(CountDownLatch left) {
        boolean interrupted = false;
        for (int spin = 0; spin < 20_000 && left.getCount() > 0; spin++) {
            Thread.onSpinWait();
        }
        while (left.getCount() > 0) {
            try {
                left.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
