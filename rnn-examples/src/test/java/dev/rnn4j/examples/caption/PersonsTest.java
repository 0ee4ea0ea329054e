package dev.rnn4j.examples.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PersonsTest {
    @Test
    void theSentenceAgreesInNumber() {
        assertEquals("nobody is standing on the hill under the sun", sentence(0, false, true));
        assertEquals("a dog is standing on the hill under the moon", sentence(0, true, false));
        assertEquals("one person is standing on the hill under the sun", sentence(1, false, true));
        assertEquals("one person and a dog are standing on the hill under the sun", sentence(1, true, true));
        assertEquals("three persons are standing on the hill under the moon", sentence(3, false, false));
    }

    private static String sentence(int persons, boolean dog, boolean day) {
        return String.join(" ", Persons.sentence(persons, dog, day));
    }

    @Test
    void allSentencesOccurAndTheSameSeedDrawsTheSame() {
        Set<String> sentences = new TreeSet<>();
        Persons.draw(600, 3).forEach(one -> sentences.add(one.caption()));
        assertEquals(24, sentences.size());
        assertArrayEquals(
                Persons.draw(5, 9).get(4).picture().numbers(),
                Persons.draw(5, 9).get(4).picture().numbers());
    }
}
