package dev.rnn4j.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

class NormalQuantileTest {
    @Test
    void itIsTheInverseErrorFunctionFromOneTailToTheOther() {
        for (int i = 1; i < 10_000; i++) {
            assertQuantile(Math.rint(i / 10_000.0 * 0x1p53) * 0x1p-53);
        }
        for (double tail = 0x1p52; tail >= 1; tail = Math.rint(tail * 0.7 - 0.5)) {
            assertQuantile(tail * 0x1p-53);
            assertQuantile(1 - tail * 0x1p-53);
        }
        assertQuantile(0x1p-54);
    }

    /** For a p of which 2p − 1 is exact, as it is for one that was drawn. */
    private static void assertQuantile(double p) {
        double expected = Math.sqrt(2) * Erf.erfInv(2 * p - 1);
        assertEquals(expected, NormalQuantile.of(p), 2e-15 * Math.max(1, Math.abs(expected)), "p " + p);
    }
}
