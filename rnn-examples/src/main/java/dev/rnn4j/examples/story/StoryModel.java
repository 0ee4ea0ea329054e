package dev.rnn4j.examples.story;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Schedule;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.examples.Interruption;
import dev.rnn4j.examples.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A network that reads a story and a question, word by word, and answers after the last word. */
final class StoryModel {
    /** Optimizer steps between two looks at how far it is. */
    private static final int PART = 25;

    /** One story of so many stays plain. */
    private static final int PLAIN_EVERY = 8;

    private final Network network;

    private StoryModel(Network network) {
        this.network = network;
    }

    /**
     * An answer.
     *
     * @param name of a person
     * @param probability that the network gives it
     */
    record Answer(String name, double probability) {}

    /** A model that has learned nothing yet. */
    static StoryModel untrained(Recipe recipe) {
        return new StoryModel(Network.builder()
                .tokens(Lexicon.vocabulary().size())
                .embedding(recipe.embedding())
                .recurrent(recipe.cell(), recipe.units())
                .lastStep()
                .dense(Lexicon.PERSONS.size(), "softmax")
                .seed(recipe.seed())
                .precision(recipe.precision())
                .build());
    }

    /** Learns from stories that are made up as they are needed. */
    void train(Recipe recipe, Progress progress) {
        Trainer trainer = Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam", Map.of("learning-rate", recipe.learningRate()))
                .schedule(Schedule.cosine(recipe.steps(), 0))
                .clipNorm(1)
                .epochs(1)
                .batchSize(Recipe.BATCH)
                .shuffle(false)
                .build();
        StoryTeller teller = new StoryTeller(recipe.seed());
        Random lengths = new Random(recipe.seed());
        for (int done = 0; done < recipe.steps(); done += PART) {
            int part = Math.min(PART, recipe.steps() - done);
            List<Example> examples = examples(part * Recipe.BATCH, recipe.longestAt(done), teller, lengths);
            double loss = Interruption.train(trainer, examples).history().get(0).loss();
            progress.note(String.format(Locale.ROOT, "loss %.3f", loss));
            progress.step(part);
        }
    }

    /** Saves the network. */
    void save(Path file) {
        network.save(file);
    }

    /**
     * Loads what {@link #save} wrote.
     *
     * @throws BadInputException if the file is no such model
     */
    static StoryModel load(Path file) {
        Network network = Network.load(file);
        if (!network.readsTokens()
                || !network.manyToOne()
                || network.inputWidth() != Lexicon.vocabulary().size()
                || network.outputWidth() != Lexicon.PERSONS.size()) {
            throw new BadInputException(file
                    + " holds a network, but not one that answers questions about stories; give a file that rnn story"
                    + " --save wrote");
        }
        return new StoryModel(network);
    }

    /** Plain stories first ({@code longest} below 0), then any, the distances mixed. */
    private static List<Example> examples(int howMany, int longest, StoryTeller teller, Random lengths) {
        List<Example> examples = new ArrayList<>();
        while (examples.size() < howMany) {
            boolean plain = longest < 0 || lengths.nextInt(PLAIN_EVERY) == 0;
            List<Story> stories = plain ? teller.plain() : teller.atLeast(lengths.nextInt(longest + 1));
            stories.forEach(story -> examples.add(example(story)));
        }
        return examples.subList(0, howMany);
    }

    private static Example example(Story story) {
        return Example.of(Question.of(story).series(), Lexicon.PERSONS.indexOf(story.answer()));
    }

    /** The likeliest answer. */
    Answer answer(Question question) {
        return answer(network.predict(question.series()));
    }

    /** The share of stories whose answer is right. */
    double right(List<Story> stories) {
        List<Tensor> outputs = network.predict(
                stories.stream().map(story -> Question.of(story).series()).toList());
        int right = 0;
        for (int i = 0; i < stories.size(); i++) {
            right += answer(outputs.get(i)).name().equals(stories.get(i).answer()) ? 1 : 0;
        }
        return (double) right / stories.size();
    }

    private static Answer answer(Tensor output) {
        int best = 0;
        for (int i = 1; i < Lexicon.PERSONS.size(); i++) {
            best = output.get(i) > output.get(best) ? i : best;
        }
        return new Answer(Lexicon.PERSONS.get(best), output.get(best));
    }

    /** How many numbers were learned. */
    long parameterCount() {
        return network.parameterCount();
    }
}
