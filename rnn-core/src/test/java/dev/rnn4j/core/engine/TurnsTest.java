package dev.rnn4j.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void theTileWithTheMostLeftComesNextAndNoneIsTakenTwice() {
        Turns turns = new Turns(3);
        turns.begin(2);
        assertEquals(0, turns.take());
        assertEquals(1, turns.take());
        turns.end(0);
        assertEquals(2, turns.take());
        assertEquals(0, turns.take());
        assertEquals(1, turns.part(0));
        assertEquals(-1, turns.take());
        turns.end(1);
        turns.end(2);
        turns.end(0);
        assertEquals(1, turns.take());
        turns.end(1);
        assertEquals(2, turns.take());
        assertEquals(1, turns.part(2));
        turns.end(2);
        assertEquals(-1, turns.take());
        turns.begin(1);
        assertEquals(0, turns.take());
        assertEquals(0, turns.part(0));
    }
}
