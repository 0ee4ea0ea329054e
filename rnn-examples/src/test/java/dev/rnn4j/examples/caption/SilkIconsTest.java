package dev.rnn4j.examples.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SilkIconsTest {
    @Test
    void thereAre1000IconsOfOneSizeAndNothingElse() {
        SilkIcons.Read read = SilkIcons.read();
        assertEquals(1000, read.icons().size());
        assertEquals(List.of(), read.skipped());
        assertTrue(read.icons().stream()
                .allMatch(one -> one.picture().width() == 16 && one.picture().height() == 16));
    }

    @Test
    void aFilesNameIsItsCaption() {
        assertEquals(List.of("page", "white", "delete"), Captioned.words("page_white-Delete.png"));
        assertTrue(
                SilkIcons.read().icons().stream().anyMatch(one -> one.caption().equals("page white delete")));
    }
}
