package dev.rnn4j.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final List<String> NAMES = List.of("elu", "leaky-relu", "log-softmax", "relu", "softmax", "tanh");

    @Test
    void insertingDroppingChangingAndSwappingCountOne() {
        assertEquals(0, Messages.distance("relu", "relu"));
        assertEquals(1, Messages.distance("reluu", "relu"));
        assertEquals(1, Messages.distance("rlu", "relu"));
        assertEquals(1, Messages.distance("rela", "relu"));
        assertEquals(1, Messages.distance("rleu", "relu"));
        assertEquals(3, Messages.distance("kitten", "sitting"));
        assertEquals(4, Messages.distance("", "relu"));
    }

    @Test
    void theNearestNameIsFoundDespiteCaseAndUnderscores() {
        assertEquals("relu", Messages.nearest("rleu", NAMES));
        assertEquals("leaky-relu", Messages.nearest("LeakyReLU", NAMES));
        assertEquals("leaky-relu", Messages.nearest("leaky_relu", NAMES));
        assertEquals("leaky-relu", Messages.nearest("leaky", NAMES));
        assertEquals("softmax", Messages.nearest("sofmax", NAMES));
    }

    @Test
    void whatResemblesNothingHasNoNearest() {
        assertNull(Messages.nearest("quux", NAMES));
        assertNull(Messages.nearest("", NAMES));
        assertNull(Messages.nearest("relu", List.of()));
        assertNull(Messages.nearest("x".repeat(100_000), NAMES));
    }

    @Test
    void aMessageStaysOneReadableLine() {
        assertEquals("a b c", Messages.oneLine("a\r\nb\u2028c"));
        assertTrue(Messages.oneLine("x".repeat(10_000)).length() < 420);
        assertFalse(Messages.quote("x\ny").contains("\n"));
        assertTrue(Messages.quote("x".repeat(1000)).length() < 70);
    }
}
