package dev.rnn4j.core.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** The threads that share work. They end when nobody has needed them for some seconds, and never keep a JVM alive. */
final class Workers {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ThreadPoolExecutor POOL =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), job -> {
                Thread t = new Thread(job, "rnn4j-" + NUMBER.incrementAndGet());
                t.setDaemon(true);
                return t;
            });

    private Workers() {}

    /** Runs the shares 0 to count - 1, one by the caller, and returns when all are done. */
    static void run(int count, IntConsumer share) {
        CountDownLatch left = new CountDownLatch(count - 1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int i = 1; i < count; i++) {
            int which = i;
            POOL.execute(() -> {
                try {
                    share.accept(which);
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                } finally {
                    left.countDown();
                }
            });
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
