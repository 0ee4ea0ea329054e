package dev.rnn4j.examples.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentimentModelTest {
    private static final List<LabelledText> TEXTS = TinyTexts.texts();
    private static final Recipe RECIPE = new Recipe("simple", 16, 16, 0.1, 0.01, 8, 30, 1);
    private static SentimentModel learned;

    @BeforeAll
    static void learn() {
        learned = trained(RECIPE);
    }

    private static SentimentModel trained(Recipe recipe) {
        SentimentModel model = SentimentModel.untrained(TEXTS, recipe);
        model.train(TEXTS, recipe, new TrainingListener() {});
        return model;
    }

    @Test
    void sameWordsInAnotherOrderAreToldApart() {
        Scores scores = Scores.of(learned, TEXTS);
        assertTrue(scores.pairs() > 0);
        assertEquals(1, scores.bothRight());
        Scores bag = Scores.of(BagOfWords.train(TEXTS), TEXTS);
        assertEquals(0.5, bag.rightInPairs());
        assertEquals(0, bag.bothRight());
    }

    @Test
    void anAnswerNamesTheUnknownWordsOnce() {
        SentimentModel.Answer answer = learned.answer("The zebra was good, the Zebra was gnu");
        assertEquals(List.of("zebra", "gnu"), answer.unknown());
        assertTrue(answer.probability() >= 0.5 && answer.probability() <= 1);
    }

    @Test
    void aTextWithoutWordsHasAnAnswerToo() {
        assertEquals(List.of(), learned.answer("...").unknown());
    }

    @Test
    void aVeryLongTextIsReadFromItsEnd() {
        String end = "the soup was good not bad , ".repeat(50);
        assertEquals(
                learned.answer(end).probability(),
                learned.answer("the soup was bad not good , ".repeat(100) + end).probability());
    }

    @Test
    void aSavedModelGivesTheSameAnswers(@TempDir Path folder) {
        Path file = folder.resolve("model.safetensors");
        learned.save(file);
        SentimentModel loaded = SentimentModel.load(file);
        assertEquals(learned.vocabulary(), loaded.vocabulary());
        for (LabelledText text : TEXTS) {
            assertEquals(learned.answer(text.text()), loaded.answer(text.text()));
        }
    }

    @Test
    void theSameSeedLearnsTheSame() {
        SentimentModel again = trained(RECIPE);
        for (String name : learned.network().parameterNames()) {
            assertTrue(
                    Arrays.equals(
                            learned.network().parameter(name).toArray(),
                            again.network().parameter(name).toArray()),
                    name);
        }
        SentimentModel other = trained(RECIPE.withSeed(2));
        assertNotEquals(
                learned.answer("The soup was good").probability(),
                other.answer("The soup was good").probability());
    }

    @Test
    void otherCellsLearnAsWell() {
        Recipe gru = new Recipe("gru", 8, 8, 0, 0.01, 8, 10, 1);
        assertTrue(Scores.of(trained(gru), TEXTS).right() > 0.6);
    }

    @Test
    void onlyTheSimpleCellReadsInOneDirection() {
        assertFalse(learned.network().parameterNames().contains("weight_hh_l0_reverse"));
        SentimentModel lstm = SentimentModel.untrained(TEXTS, new Recipe("lstm", 4, 4, 0, 0.01, 8, 1, 1));
        assertTrue(lstm.network().parameterNames().contains("weight_hh_l0_reverse"));
    }

    @Test
    void forOtherCellsAnUnknownWordSaysNextToNothingBeforeLearning() {
        SentimentModel lstm = SentimentModel.untrained(TEXTS, new Recipe("lstm", 4, 64, 0, 0.01, 8, 1, 1));
        double largest = Arrays.stream(
                        lstm.network().parameter("embedding.weight").toArray())
                .map(Math::abs)
                .max()
                .orElseThrow();
        assertTrue(largest > 0 && largest < 0.6, largest + " where 0.1 is the standard deviation");
    }

    @Test
    void aSavedLstmGivesTheSameAnswers(@TempDir Path folder) {
        SentimentModel lstm = trained(new Recipe("lstm", 4, 4, 0, 0.01, 8, 2, 1));
        Path file = folder.resolve("lstm.safetensors");
        lstm.save(file);
        SentimentModel loaded = SentimentModel.load(file);
        for (LabelledText text : TEXTS) {
            assertEquals(lstm.answer(text.text()), loaded.answer(text.text()));
        }
    }

    @Test
    void moreWordsAreReadLessOften() {
        Recipe open = new Recipe("simple", 8, 8, 0, 0.01, 8, 0, 1);
        assertEquals(90, open.epochsFor(10));
        assertEquals(30, open.epochsFor(60_000));
        assertEquals(3, open.epochsFor(5_000_000));
        assertEquals(8, new Recipe("lstm", 8, 8, 0, 0.01, 8, 0, 1).epochsFor(60_000));
        assertEquals(7, new Recipe("simple", 8, 8, 0, 0.01, 8, 7, 1).epochsFor(10));
    }

    @Test
    void aFileThatIsNoSuchModelIsRefused(@TempDir Path folder) throws IOException {
        Path other = folder.resolve("other.safetensors");
        Network.builder().inputs(2).recurrent("simple", 2).dense(1).build().save(other);
        assertRefused(other, "not one that judges sentences");

        Path strange = folder.resolve("strange.safetensors");
        learned.network().save(strange, Map.of("vocabulary", "9\t<unk>\n1\tgood\n"));
        assertRefused(strange, "2 words for a network that reads");

        Path broken = folder.resolve("broken.safetensors");
        learned.network().save(broken, Map.of("vocabulary", "nonsense"));
        assertRefused(broken, "vocabulary line 1");

        Path cut = folder.resolve("cut.safetensors");
        learned.save(cut);
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(cut, "");
        assertRefused(folder.resolve("missing.safetensors"), "");
    }

    private static void assertRefused(Path file, String part) {
        String message = assertThrows(BadInputException.class, () -> SentimentModel.load(file))
                .getMessage();
        assertTrue(message.contains(part) && message.contains(file.toString()), message);
        assertEquals(1, message.lines().count(), message);
    }
}
