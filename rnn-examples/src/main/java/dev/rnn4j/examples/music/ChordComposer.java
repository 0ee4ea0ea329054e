package dev.rnn4j.examples.music;

import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Lets a network write chords, step by step. The network says how likely each key is; their sum is how many voices it
 * expects. From the lowest key to the highest the keys are cut into as many stretches, in each of which it expects one
 * voice, and one key is drawn from each, none a semitone beside another. At temperature 1 each key then sounds as often
 * as the network says, but a voice that hesitates between two notes is neither doubled nor lost, as it would be if each
 * key were drawn by itself. The last chord is a plain triad on the tonic, and held.
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
            chord = last ? triad(probabilities, end.get(0) % OCTAVE, chord.get(0)) : chord(probabilities);
        }
        for (int step = 0; step < hold; step++) {
            chords.add(chord);
        }
        return new ChordSequence(chords);
    }

    private static int pitch(int key) {
        return ChordSequence.LOWEST + key;
    }

    private List<Integer> chord(double[] probabilities) {
        double expected = Arrays.stream(probabilities).sum();
        TreeSet<Integer> chosen = new TreeSet<>();
        draw(probabilities, Math.max(1, Math.min((int) Math.rint(expected), MOST_VOICES)), chosen);
        return List.copyOf(chosen);
    }

    /** Major or minor as the network rather has it, with the tonic nearest to the bass before. */
    private List<Integer> triad(double[] probabilities, int tonic, int bassBefore) {
        double[] classes = new double[OCTAVE];
        for (int key = 0; key < probabilities.length; key++) {
            classes[step(key, tonic)] += probabilities[key];
        }
        int third = classes[3] > classes[4] ? 3 : 4;
        int up = Math.floorMod(tonic - bassBefore, OCTAVE);
        int bass = up > OCTAVE / 2 && bassBefore + up - OCTAVE >= ChordSequence.LOWEST
                ? bassBefore + up - OCTAVE
                : bassBefore + up;
        double[] above = new double[probabilities.length];
        int likeliestThird = -1;
        for (int key = Math.min(bass, ChordSequence.HIGHEST) + 1 - ChordSequence.LOWEST; key < above.length; key++) {
            int step = step(key, tonic);
            above[key] = step == 0 || step == 7 || step == third ? probabilities[key] : 0;
            if (step == third && (likeliestThird < 0 || above[key] > above[likeliestThird])) {
                likeliestThird = key;
            }
        }
        TreeSet<Integer> chosen = new TreeSet<>();
        chosen.add(Math.min(bass, ChordSequence.HIGHEST));
        draw(above, 3, chosen);
        if (likeliestThird >= 0 && chosen.stream().noneMatch(pitch -> Math.floorMod(pitch - tonic, OCTAVE) == third)) {
            chosen.add(pitch(likeliestThird));
        }
        return List.copyOf(chosen);
    }

    private static int step(int key, int tonic) {
        return Math.floorMod(pitch(key) - tonic, OCTAVE);
    }

    /** Adds at most so many voices, each from its own stretch of the keys. */
    private void draw(double[] probabilities, int voices, TreeSet<Integer> chosen) {
        double share = Arrays.stream(probabilities).sum() / voices;
        for (int voice = 0; voice < voices; voice++) {
            double[] stretch = new double[probabilities.length];
            double below = 0;
            for (int key = 0; key < stretch.length; key++) {
                double from = Math.max(below, voice * share);
                below += probabilities[key];
                stretch[key] = free(pitch(key), chosen) ? Math.max(0, Math.min(below, (voice + 1) * share) - from) : 0;
            }
            if (Arrays.stream(stretch).sum() > 0) {
                chosen.add(pitch(sampler.draw(stretch, key -> stretch[key] > 0, random)));
            }
        }
    }

    private static boolean free(int pitch, TreeSet<Integer> chosen) {
        return !chosen.contains(pitch - 1) && !chosen.contains(pitch) && !chosen.contains(pitch + 1);
    }
}
