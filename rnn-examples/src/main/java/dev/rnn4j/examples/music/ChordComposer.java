package dev.rnn4j.examples.music;

import dev.rnn4j.core.Network;
import dev.rnn4j.core.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Lets a network write chords, step by step. The network says how likely each key is; their sum is how many voices it
 * expects, and so many keys are drawn, one after the other, none a semitone beside another. Drawing each key by itself
 * would double or lose a voice that hesitates between two notes. The last chord is a plain triad on the tonic, drawn
 * by the same probabilities, and held.
 */
final class ChordComposer {
    private static final int MOST_VOICES = 5;
    private static final int OCTAVE = 12;

    private final Network network;
    private final Sampler sampler;
    private final RandomGenerator random;

    ChordComposer(Network network, Sampler sampler, RandomGenerator random) {
        this.network = network;
        this.sampler = sampler;
        this.random = random;
    }

    /**
     * Writes chords.
     *
     * @param model a sequence whose first chord begins, and whose last bass is the tonic
     * @param steps how many steps, with the last chord
     * @param hold how many of them the last chord is held
     */
    ChordSequence compose(ChordSequence model, int steps, int hold) {
        Stream stream = network.stream();
        List<List<Integer>> chords = new ArrayList<>();
        List<Integer> chord = model.steps().stream()
                .filter(step -> !step.isEmpty())
                .findFirst()
                .orElse(List.of(60));
        List<Integer> end =
                model.steps().stream().filter(step -> !step.isEmpty()).reduce(chord, (first, second) -> second);
        while (chords.size() < Math.max(1, steps - hold)) {
            chords.add(chord);
            double[] probabilities = stream.step(ChordCode.row(chord));
            boolean last = chords.size() == Math.max(1, steps - hold);
            chord = last ? triad(probabilities, end.get(0) % OCTAVE) : chord(probabilities, key -> true);
        }
        for (int step = 0; step < hold; step++) {
            chords.add(chord);
        }
        return new ChordSequence(chords);
    }

    private static int pitch(int key) {
        return ChordSequence.LOWEST + key;
    }

    private List<Integer> chord(double[] probabilities, IntPredicate allowed) {
        double expected = 0;
        for (double probability : probabilities) {
            expected += probability;
        }
        return draw(probabilities, allowed, (int) Math.rint(expected), new TreeSet<>());
    }

    /** Major or minor as the network rather has it, with the tonic in the bass. */
    private List<Integer> triad(double[] probabilities, int tonic) {
        double[] classes = new double[OCTAVE];
        int bass = -1;
        for (int key = 0; key < probabilities.length; key++) {
            int step = Math.floorMod(pitch(key) - tonic, OCTAVE);
            classes[step] += probabilities[key];
            // Up to the E flat below middle C, where basses sing.
            if (step == 0 && pitch(key) < 52 && (bass < 0 || probabilities[key] > probabilities[bass])) {
                bass = key;
            }
        }
        int third = classes[3] > classes[4] ? 3 : 4;
        int root = bass;
        TreeSet<Integer> chosen = new TreeSet<>();
        chosen.add(pitch(root));
        draw(probabilities, key -> key > root && Math.floorMod(pitch(key) - tonic, OCTAVE) == third, 2, chosen);
        return draw(
                probabilities,
                key -> key > root && List.of(0, 7).contains(Math.floorMod(pitch(key) - tonic, OCTAVE)),
                4,
                chosen);
    }

    private List<Integer> draw(double[] probabilities, IntPredicate allowed, int voices, TreeSet<Integer> chosen) {
        while (chosen.size() < Math.max(1, Math.min(voices, MOST_VOICES))) {
            int key = sampler.draw(
                    probabilities,
                    other -> allowed.test(other)
                            && chosen.stream().noneMatch(pitch -> Math.abs(pitch - pitch(other)) <= 1),
                    random);
            chosen.add(pitch(key));
        }
        return List.copyOf(chosen);
    }
}
