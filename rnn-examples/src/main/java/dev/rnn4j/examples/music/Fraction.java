package dev.rnn4j.examples.music;

/**
 * An exact length in whole notes. Sums of triplets and dotted notes have to meet the bar line exactly, which binary
 * fractions do not. What no longer fits into 64 bits ends in an {@link ArithmeticException}.
 */
record Fraction(long numerator, long denominator) implements Comparable<Fraction> {
    static final Fraction ZERO = new Fraction(0, 1);
    static final Fraction ONE = new Fraction(1, 1);

    Fraction {
        long divisor = numerator;
        for (long rest = denominator; rest != 0; ) {
            long next = divisor % rest;
            divisor = rest;
            rest = next;
        }
        numerator /= divisor;
        denominator /= divisor;
    }

    Fraction plus(Fraction other) {
        return new Fraction(
                Math.addExact(
                        Math.multiplyExact(numerator, other.denominator),
                        Math.multiplyExact(other.numerator, denominator)),
                Math.multiplyExact(denominator, other.denominator));
    }

    Fraction times(Fraction other) {
        return new Fraction(
                Math.multiplyExact(numerator, other.numerator), Math.multiplyExact(denominator, other.denominator));
    }

    /** The nearest tick of the common grid. */
    int ticks() {
        long perWhole = 4L * Tune.TICKS_PER_QUARTER;
        return Math.toIntExact(Math.floorDiv(
                Math.addExact(Math.multiplyExact(2 * perWhole, numerator), denominator),
                Math.multiplyExact(2, denominator)));
    }

    @Override
    public int compareTo(Fraction other) {
        return Long.compare(
                Math.multiplyExact(numerator, other.denominator), Math.multiplyExact(other.numerator, denominator));
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
