package dev.rnn4j.examples.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceTextTest {
    private static final int ALL = 1_000_000;

    @TempDir
    Path folder;

    private SourceText read(byte[] bytes, int most) throws IOException {
        return SourceText.of(Files.write(folder.resolve("some.txt"), bytes), StandardCharsets.UTF_8, most);
    }

    @Test
    void lineEndsAreOneCharacterAndNothingElseIsChanged() throws IOException {
        SourceText read = read("a\r\nB\r\r\n\n\u00e4\t ".getBytes(StandardCharsets.UTF_8), ALL);
        assertEquals("a\nB\n\n\n\u00e4\t ", read.text());
        assertFalse(read.cut());
    }

    @Test
    void aTextIsCutByCharactersAlsoOutsideTheBasicPlane() throws IOException {
        String text = "\uD834\uDD1E\r\n".repeat(50_000);
        SourceText read = read(text.getBytes(StandardCharsets.UTF_8), 79_999);
        assertTrue(read.cut());
        assertEquals(79_999, read.length());
        assertEquals("\uD834\uDD1E\n".repeat(39_999) + "\uD834\uDD1E", read.text());
    }

    @Test
    void aTextOfExactlySoManyCharactersIsNotCut() throws IOException {
        assertFalse(read("ab\r\nd".getBytes(StandardCharsets.UTF_8), 4).cut());
    }

    @Test
    void bothPartsTogetherAreTheText() throws IOException {
        SourceText.Parts parts =
                read("ab\uD834\uDD1Ecd".getBytes(StandardCharsets.UTF_8), ALL).split(3);
        assertEquals("ab\uD834\uDD1E", parts.train());
        assertEquals("cd", parts.heldOut());
    }

    @ParameterizedTest
    @EnumSource
    void aBuiltInTextBeginsWithItsTitle(BuiltInText builtIn) {
        SourceText text = SourceText.of(builtIn, 2_000_000);
        assertTrue(text.text().startsWith("The "), text.text().substring(0, 20));
        assertTrue(text.length() > 90_000 && text.text().indexOf('\r') < 0);
        assertEquals(builtIn, BuiltInText.of(builtIn.word()));
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThereAre() {
        String refusal = assertThrows(BadInputException.class, () -> BuiltInText.of("hamlet"))
                .getMessage();
        assertTrue(refusal.contains("macbeth, dickens"), refusal);
    }
}
