package dev.rnn4j.examples.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BagOfWordsTest {
    private static final BagOfWords SMALL = BagOfWords.train(List.of(
            new LabelledText("good food", 1, ""),
            new LabelledText("good", 1, ""),
            new LabelledText("bad food", 0, ""),
            new LabelledText("bad", 0, "")));

    @Test
    void theWordsOfAClassSpeakForIt() {
        assertEquals(1, SMALL.classify("Good!"));
        assertEquals(0, SMALL.classify("BAD..."));
    }

    @Test
    void aWordCountsOnceATextAndAnUnknownWordNot() {
        // "good" and "bad" occur in two texts each, so one of each weighs nothing, however often it is said.
        assertEquals(SMALL.classify("food"), SMALL.classify("good good bad strange"));
    }

    @Test
    void accuracyIsTheShareOfRightAnswers() {
        List<LabelledText> texts = List.of(
                new LabelledText("good", 1, ""),
                new LabelledText("so good", 1, ""),
                new LabelledText("good", 0, ""),
                new LabelledText("bad", 0, ""));
        assertEquals(0.75, SMALL.accuracy(texts));
    }

    @Test
    void onPairsOfTheSameWordsItIsRightExactlyHalfTheTime() {
        List<LabelledText> all = SentimentData.ownCorpus();
        List<LabelledText> pairs =
                all.stream().filter(text -> !text.group().isEmpty()).toList();
        assertEquals(0.5, BagOfWords.train(all).accuracy(pairs));
        assertEquals(
                0.5,
                BagOfWords.train(all.stream()
                                .filter(text -> text.group().isEmpty())
                                .toList())
                        .accuracy(pairs));
    }

    @Test
    void onUnseenSingleSentencesItIsRightThreeTimesInFour() {
        List<LabelledText> single = new ArrayList<>(SentimentData.ownCorpus().stream()
                .filter(text -> text.group().isEmpty())
                .toList());
        Collections.shuffle(single, new Random(1));
        int fifth = single.size() / 5;
        double accuracy = BagOfWords.train(single.subList(fifth, single.size())).accuracy(single.subList(0, fifth));
        assertTrue(accuracy >= 0.7, "accuracy " + accuracy);
    }

    @Test
    void oneClassAloneIsRefused() {
        BadInputException e =
                assertThrows(BadInputException.class, () -> BagOfWords.train(List.of(new LabelledText("good", 1, ""))));
        assertTrue(e.getMessage().contains("1 positive and 0 negative"), e.getMessage());
        assertThrows(BadInputException.class, () -> BagOfWords.train(List.of()));
        assertThrows(BadInputException.class, () -> SMALL.accuracy(List.of()));
    }
}
