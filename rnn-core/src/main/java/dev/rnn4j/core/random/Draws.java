package dev.rnn4j.core.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A stream of random numbers in which the i-th number is a function of (seed, purpose, i) alone. The mixing function is
 * that of SplitMix64 (Steele, Lea and Flood 2014).
 */
public final class Draws {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final long key;

    private Draws(long key) {
        this.key = key;
    }

    /** The stream of a seed and a purpose. */
    public static Draws of(long seed, String purpose) {
        return new Draws(mix(seed * GOLDEN + hash(purpose)));
    }

    /** A stream of this one's for a further number, such as a training step. */
    public Draws at(long number) {
        return new Draws(mix(key ^ mix(number + GOLDEN)));
    }

    /** A stream of this one's for a further purpose. */
    public Draws named(String purpose) {
        return at(hash(purpose));
    }

    /** The first 64 bits of SHA-256. */
    private static long hash(String purpose) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(purpose.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("every Java has SHA-256", cause);
        }
    }

    /** 64 random bits. */
    public long bits(long i) {
        return mix(key + i * GOLDEN);
    }

    /** Uniform on [0, 1), a multiple of 2⁻⁵³. */
    public double uniform(long i) {
        return (bits(i) >>> 11) * 0x1p-53;
    }

    /** Uniform on 0 … bound − 1. */
    public int below(int bound, long i) {
        return (int) Math.multiplyHigh(bits(i) >>> 1, (long) bound << 1);
    }

    /** A permutation of 0 … n − 1 (Fisher and Yates). */
    public int[] permutation(int n) {
        int[] p = new int[n];
        for (int i = 0; i < n; i++) {
            p[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = below(i + 1, i);
            int swap = p[i];
            p[i] = p[j];
            p[j] = swap;
        }
        return p;
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
