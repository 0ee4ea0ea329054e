package dev.rnn4j.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void eachShareIsDoneOnceAndTheCallerDoesTheFirst() {
        Thread caller = Thread.currentThread();
        for (int count = 1; count < 9; count++) {
            AtomicIntegerArray done = new AtomicIntegerArray(count);
            Set<Thread> others = ConcurrentHashMap.newKeySet();
            Workers.run(count, i -> {
                done.incrementAndGet(i);
                if (i == 0) {
                    assertSame(caller, Thread.currentThread());
                } else {
                    others.add(Thread.currentThread());
                }
            });
            for (int i = 0; i < count; i++) {
                assertEquals(1, done.get(i), i + " of " + count);
            }
            assertFalse(others.contains(caller));
            assertTrue(others.stream().allMatch(Thread::isDaemon));
        }
    }

    @Test
    void workersAreUsedAgain() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 1_000; i++) {
            Workers.run(3, which -> names.add(Thread.currentThread().getName()));
        }
        // two workers and the caller, and workers of other tests that are still waiting
        assertTrue(names.size() < 30, () -> "threads: " + names);
    }

    @Test
    void aWorkerThatSleepsIsWoken() throws InterruptedException {
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        for (int i = 0; i < 5; i++) {
            Workers.run(2, done::incrementAndGet);
            Thread.sleep(20);
        }
        assertEquals(5, done.get(0));
        assertEquals(5, done.get(1));
    }

    @Test
    void whatAShareThrowsIsThrownWhenAllAreDone() {
        AtomicIntegerArray done = new AtomicIntegerArray(4);
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> Workers.run(4, i -> {
                    done.incrementAndGet(i);
                    if (i == 2) {
                        throw new IllegalStateException("share " + i);
                    }
                }));
        assertEquals("share 2", e.getMessage());
        assertEquals(4, IntStream.range(0, 4).filter(i -> done.get(i) == 1).count());
        assertThrows(
                StackOverflowError.class,
                () -> Workers.run(2, i -> {
                    if (i == 1) {
                        throw new StackOverflowError();
                    }
                }));
    }

    @Test
    void severalCallersDoNotDisturbEachOther() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(6);
        try {
            Future<?>[] all = new Future<?>[6];
            for (int c = 0; c < all.length; c++) {
                all[c] = callers.submit(() -> {
                    for (int n = 0; n < 500; n++) {
                        AtomicIntegerArray done = new AtomicIntegerArray(3);
                        Workers.run(3, done::incrementAndGet);
                        for (int i = 0; i < 3; i++) {
                            assertEquals(1, done.get(i));
                        }
                    }
                });
            }
            for (Future<?> f : all) {
                f.get();
            }
        } finally {
            callers.shutdown();
        }
    }

    @Test
    void anInterruptIsKeptForTheCaller() {
        Thread.currentThread().interrupt();
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        Workers.run(2, done::incrementAndGet);
        assertTrue(Thread.interrupted());
        assertEquals(1, done.get(1));
    }
}
