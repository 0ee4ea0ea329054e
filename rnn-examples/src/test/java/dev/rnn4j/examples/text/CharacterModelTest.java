package dev.rnn4j.examples.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.Stream;
import dev.rnn4j.core.train.BatchReport;
import dev.rnn4j.core.train.TrainingListener;
import dev.rnn4j.examples.text.CharacterModel.Writing;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterModelTest {
    private static final String TEXT = "the cat sat on the mat; a rat sat on the cat.\n".repeat(9) + "\u017b";
    private static final Writing LIKELIEST = new Writing(46, 0, 1, 0);

    @TempDir
    Path folder;

    private static Recipe recipe(int rows, int chunk, int epochs) {
        return new Recipe("lstm", 12, 1, 0.02, rows, chunk, epochs, 1);
    }

    private static CharacterModel untrained() {
        return CharacterModel.untrained(TEXT, recipe(4, 20, 1));
    }

    private static CharacterModel trained(int epochs) {
        CharacterModel model = untrained();
        model.train(TEXT, recipe(4, 20, epochs), new TrainingListener() {});
        return model;
    }

    @Test
    void aNetworkThatKnowsNothingNeedsTheLogarithmOfItsTokens() {
        CharacterModel model = untrained();
        Network network = model.network();
        network.parameterNames()
                .forEach(name -> network.setParameter(
                        name, Tensor.zeros(network.parameter(name).shape())));
        assertEquals(Math.log(model.codec().size()) / Math.log(2), model.bits("on that mat"), 1e-6);
    }

    @Test
    void theBitsAreThoseOfItsProbabilitiesStepByStep() {
        CharacterModel model = trained(2);
        String text = TEXT.substring(100, 300);
        Stream stream = model.network().stream();
        double sum = 0;
        for (int t = 0; t + 1 < text.length(); t++) {
            double[] next = stream.step(model.codec().vocabulary().index(text.substring(t, t + 1)));
            sum -= Math.log(next[model.codec().vocabulary().index(text.substring(t + 1, t + 2))]) / Math.log(2);
        }
        assertEquals(sum / (text.length() - 1), model.bits(text), 1e-4);
    }

    @Test
    void aTextThatRepeatsItselfIsLearnedAndGoneOnWith() {
        String text = "All work and no play makes Jack a dull boy.\n".repeat(20);
        Recipe recipe = recipe(4, 20, 60);
        CharacterModel model = CharacterModel.untrained(text, recipe);
        model.train(text, recipe, new TrainingListener() {});
        double bits = model.bits(text);
        assertTrue(bits < 0.2, "bits " + bits);
        assertEquals(" makes Jack a dull boy.\nAll work and no play m", model.write("and no play", LIKELIEST));
    }

    @Test
    void aCharacterThatCameOnceIsUnknownAndNeverWritten() {
        CharacterModel model = untrained();
        assertEquals(2, model.unknown("th\u017b\u20ac"));
        String written = model.write("", new Writing(2000, 3, 1, 5));
        assertEquals(2000, written.length());
        assertEquals(0, model.unknown(written));
    }

    @Test
    void theSeedDecidesWhatIsWritten() {
        CharacterModel model = untrained();
        assertEquals(model.write("", new Writing(50, 1, 0.9, 1)), model.write("", new Writing(50, 1, 0.9, 1)));
        assertNotEquals(model.write("", new Writing(50, 1, 0.9, 1)), model.write("", new Writing(50, 1, 0.9, 2)));
    }

    @Test
    void aPromptOfWhatItDoesNotKnowIsRefused() {
        CharacterModel model = untrained();
        for (String[] bad : new String[][] {{"", "is empty"}, {"the \u0434", "'\u0434'"}, {"a\tb", "U+0009"}}) {
            String refusal = assertThrows(BadInputException.class, () -> model.check(bad[0]))
                    .getMessage();
            assertTrue(refusal.contains(bad[1]), refusal);
        }
        model.check("the rat");
    }

    @ParameterizedTest
    @CsvSource({"400, 4, 20", "401, 4, 20", "77, 4, 20", "21, 16, 20", "1000, 7, 13"})
    void theUpdatesAreCountedRight(int characters, int rows, int chunk) {
        String text = TEXT.repeat(3).substring(0, characters);
        Recipe recipe = recipe(rows, chunk, 2);
        long[] updates = new long[1];
        CharacterModel.untrained(text, recipe).train(text, recipe, new TrainingListener() {
            @Override
            public void batchEnd(BatchReport report) {
                updates[0] = report.step();
            }
        });
        assertEquals(recipe.updates(characters), updates[0]);
    }

    @Test
    void writingWhileItLearnsChangesNothingInWhatItLearns() {
        CharacterModel writes = untrained();
        writes.train(TEXT, recipe(4, 20, 3), new TrainingListener() {
            @Override
            public void batchEnd(BatchReport report) {
                writes.write("the", LIKELIEST);
            }
        });
        CharacterModel silent = trained(3);
        for (String name : silent.network().parameterNames()) {
            assertEquals(silent.network().parameter(name), writes.network().parameter(name), name);
        }
    }

    @Test
    void aSavedModelIsTheSame() {
        CharacterModel model = trained(3);
        Path file = folder.resolve("model");
        model.save(file);
        CharacterModel again = CharacterModel.load(file);
        Writing bold = new Writing(200, 0.9, 0.95, 4);
        assertEquals(model.write("the", bold), again.write("the", bold));
        assertEquals(model.bits(TEXT), again.bits(TEXT));
    }

    @Test
    void anotherKindOfNetworkIsRefused() {
        Path file = folder.resolve("other");
        Network.builder()
                .tokens(5)
                .recurrent("lstm", 3)
                .dense(5, "softmax")
                .build()
                .save(file);
        assertTrue(refusal(file).contains("rnn text --save"));
        Network.builder()
                .tokens(5)
                .recurrent("lstm", 3)
                .dense(5, "softmax")
                .build()
                .save(file, Map.of("codec", untrained().codec().toLines()));
        assertTrue(refusal(file).contains("reads 5"), refusal(file));
    }

    private static String refusal(Path file) {
        String message = assertThrows(BadInputException.class, () -> CharacterModel.load(file))
                .getMessage();
        assertEquals(1, message.lines().count());
        return message;
    }
}
