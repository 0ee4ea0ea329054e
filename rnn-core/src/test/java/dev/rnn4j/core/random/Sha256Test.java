package dev.rnn4j.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {
    @Test
    void itIsThatOfTheJdkForMessagesOfAnyLength() throws GeneralSecurityException {
        Random random = new Random(1);
        for (int length = 0; length < 300; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            ByteBuffer words = ByteBuffer.allocate(32);
            for (int word : Sha256.of(message)) {
                words.putInt(word);
            }
            assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(message), words.array(), length + " bytes");
        }
    }

    @Test
    void aDrawBeginsWithTheFirstEightBytesOfItsPurpose() throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest("weight_hh_l0/ü".getBytes(StandardCharsets.UTF_8));
        long first = ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getLong();
        Draws draws = Draws.of(3, "masks");
        assertEquals(draws.at(first).bits(5), draws.named("weight_hh_l0/ü").bits(5));
    }
}
