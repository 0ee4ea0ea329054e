package dev.rnn4j.examples.caption;

import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.data.Vocabulary;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import dev.rnn4j.core.train.EpochReport;
import dev.rnn4j.core.train.Schedule;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.train.TrainingListener;
import dev.rnn4j.examples.Interruption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Trains a {@link CaptionModel} by teacher forcing. Either a recurrent encoder reads the picture column by column, which is
 * how to count; or a linear one reads it at once. Then the principal components of the pictures are the first layer, which
 * is not trained: what is trained reads the components, and the two are put together at the end.
 */
final class CaptionTraining {
    private static final String FIRST = "dense-0";

    /** Seeds of drawn pictures from here on are none of those that are measured on. */
    private static final long DRAWN_ANEW = 1_000_000_000;

    private final List<Captioned> pictures;
    private final Recipe recipe;
    private final Vocabulary vocabulary;
    private final Components components;
    private final Network trained;

    /** Gets ready to learn from at least one picture, all of one size. */
    CaptionTraining(List<Captioned> pictures, Recipe recipe) {
        this.pictures = List.copyOf(pictures);
        this.recipe = recipe;
        vocabulary = Vocabulary.of(
                pictures.stream().map(one -> CaptionModel.ended(one.words())).toList(), 1);
        components = recipe.components() == 0 ? null : Components.of(pictures, recipe.components());
        trained = components == null
                ? rest(Network.builder()
                        .inputs(Picture.CHANNELS * pictures.get(0).picture().height()))
                : rest(Network.builder().inputs(components.count()));
    }

    /** The layers after the components. */
    private Network rest(NetworkBuilder builder) {
        dropout(builder, recipe.pixelDropout());
        if (components == null) {
            builder.dense(recipe.features(), "relu")
                    .recurrent(recipe.cell(), recipe.features())
                    .lastStep();
        } else {
            builder.dense(recipe.features());
        }
        builder.decodeTokens(vocabulary.size()).embedding(recipe.embedding());
        dropout(builder, recipe.wordDropout()).recurrent(recipe.cell(), recipe.units());
        dropout(builder, recipe.dropout()).context();
        return builder.dense(vocabulary.size(), "softmax")
                .seed(recipe.seed())
                .precision(recipe.precision())
                .build();
    }

    private static NetworkBuilder dropout(NetworkBuilder builder, double rate) {
        return rate > 0 ? builder.dropout(rate) : builder;
    }

    /** How many words there are to write. */
    int words() {
        return CaptionModel.words(vocabulary);
    }

    /** How many numbers are learned. */
    long learned() {
        return trained.parameterCount();
    }

    /**
     * Learns; the listener is told after each epoch.
     */
    void train(TrainingListener listener) {
        long batches = (pictures.size() + recipe.batchSize() - 1) / recipe.batchSize();
        int[] epoch = {0};
        Trainer trainer = Trainer.builder(trained)
                .loss("cross-entropy")
                .optimizer(
                        "adamw", Map.of("learning-rate", recipe.learningRate(), "weight-decay", recipe.weightDecay()))
                .schedule(Schedule.cosine(recipe.epochs() * batches, 0))
                .epochs(1)
                .batchSize(recipe.batchSize())
                .clipNorm(1)
                .shuffle(false)
                .seed(recipe.seed())
                .listener(new TrainingListener() {
                    @Override
                    public boolean epochEnd(EpochReport report) {
                        return listener.epochEnd(new EpochReport(epoch[0], report.loss(), report.validation()));
                    }
                })
                .build();
        List<Example> examples =
                pictures.stream().map(one -> example(one.picture(), one)).toList();
        Random random = new Random(recipe.seed());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            order.add(i);
        }
        for (epoch[0] = 1; epoch[0] <= recipe.epochs(); epoch[0]++) {
            Collections.shuffle(order, random);
            if (components == null && epoch[0] > 1) {
                // What can be drawn is drawn anew, so that no picture is learned by heart.
                Interruption.train(
                        trainer,
                        Persons.draw(pictures.size(), DRAWN_ANEW + recipe.seed() * recipe.epochs() + epoch[0]).stream()
                                .map(one -> example(one.picture(), one))
                                .toList());
                continue;
            }
            Interruption.train(
                    trainer,
                    order.stream()
                            .map(i -> random.nextDouble() < recipe.moved()
                                    ? example(moved(pictures.get(i).picture(), random), pictures.get(i))
                                    : examples.get(i))
                            .toList());
        }
    }

    /**
     * What was learned by now.
     *
     * @param more text to save along with the model
     */
    CaptionModel model(Map<String, String> more) {
        return components == null ? model(trained, more) : whole(more);
    }

    private Example example(Picture picture, Captioned one) {
        Series read = components == null ? picture.columns() : Series.row(components.of(picture.numbers()));
        return new Example(read, vocabulary.series(CaptionModel.ended(one.words())));
    }

    /** Moved by a pixel to one of eight sides. */
    private static Picture moved(Picture picture, Random random) {
        int way = random.nextInt(8);
        int place = way < 4 ? way : way + 1;
        return picture.moved(place % 3 - 1, place / 3 - 1);
    }

    /** The components and what was trained as one network. */
    private CaptionModel whole(Map<String, String> more) {
        Picture any = pictures.get(0).picture();
        Network whole = rest(Network.builder().inputs(any.numbers().length).dense(components.count()));
        whole.setParameter(FIRST + ".weight", components.weightTensor());
        whole.setParameter(FIRST + ".bias", components.biasTensor());
        List<String> names = whole.parameterNames().stream()
                .filter(name -> !name.startsWith(FIRST + "."))
                .toList();
        List<String> from = trained.parameterNames();
        for (int i = 0; i < names.size(); i++) {
            Tensor learned = trained.parameter(from.get(i));
            whole.setParameter(names.get(i), learned);
        }
        return model(whole, more);
    }

    private CaptionModel model(Network network, Map<String, String> more) {
        Picture any = pictures.get(0).picture();
        int longest =
                pictures.stream().mapToInt(one -> one.words().size()).max().orElse(1);
        return new CaptionModel(network, vocabulary, any.width(), any.height(), longest, more);
    }
}
