package dev.rnn4j.examples.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {
    @Test
    void aTypedStoryIsReadAsOneThatWasMadeUp() {
        Story story = new StoryTeller(1).between(20, 30);
        Question typed = Question.typed("  " + story.text() + "  " + story.question() + " ");
        assertEquals(Question.of(story).words(), typed.words());
    }

    @Test
    void lettersAndMarksDoNotMatter() {
        assertEquals(
                List.of("bob", "is", "eating", "an", "apple", "who", "is", "eating", "an", "apple"),
                Question.typed("BOB is eating an apple! who is eating an apple??")
                        .words());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bob is drinking water. | ends without a question",
                "'' | ends without a question",
                "? | a question without a story",
                "Who is drinking water? | a question without a story",
                "Bob is drinking coffee with Eve. Who is drinking coffee? | the words coffee, eve are in no story",
                "Bob is drinking rum. Who is drinking water? | the word rum is in no story",
                "Bob is drinking water. Who is waiting? | is asked in no story",
                "Bob is drinking water. Who is drinking? | is asked in no story",
                "Bob is drinking water. ? | is asked in no story",
                "Bob is drinking water who is drinking water? | a question without a story"
            })
    void whatIsNoQuestionIsRefusedInOneLine(String typed, String why) {
        String message = assertThrows(BadInputException.class, () -> Question.typed(typed))
                .getMessage();
        assertTrue(message.contains(why), message);
        assertEquals(1, message.lines().count(), message);
    }
}
