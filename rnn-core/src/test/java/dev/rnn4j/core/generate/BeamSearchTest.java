package dev.rnn4j.core.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.Ints;
import dev.rnn4j.core.data.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BeamSearchTest {
    private static final Series NOTHING = Series.tokens();

    private static Generator.Builder beam(HistoryModel model, int width, int length) {
        return Generator.builder(model).beam(width).maximumLength(length);
    }

    /** All sequences that end, or reach the length, with their scores. */
    private static void all(
            HistoryModel model, int end, int length, double alpha, int[] history, double sum, List<Generated> to) {
        double[] p = model.logProbabilities(history);
        for (int token = 0; token < p.length; token++) {
            int[] longer = Ints.concat(history, new int[] {token});
            if (token != end && longer.length < length) {
                all(model, end, length, alpha, longer, sum + p[token], to);
                continue;
            }
            double total = sum + p[token];
            double penalty = Math.pow(5 + longer.length, alpha) / Math.pow(6, alpha);
            to.add(new Generated(Ints.asList(token == end ? history : longer), token == end, total, total / penalty));
        }
    }

    @Property(seed = "1", tries = 60)
    void aBeamAsWideAsEverythingRanksAllSequencesAsExhaustiveSearchDoes(
            @ForAll @IntRange(min = 2, max = 4) int tokens,
            @ForAll @IntRange(min = 1, max = 4) int length,
            @ForAll @DoubleRange(min = 0, max = 1.5) double alpha,
            @ForAll long seed) {
        HistoryModel model = HistoryModel.random(tokens, tokens - 1, seed);
        List<Generated> everything = new ArrayList<>();
        all(model, tokens - 1, length, alpha, new int[0], 0, everything);
        everything.sort(Comparator.comparingDouble(g -> -g.score()));
        List<Generated> found =
                beam(model, 256, length).lengthPenalty(alpha).build().generate(NOTHING, 256);
        assertEquals(everything.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            assertEquals(everything.get(i).tokens(), found.get(i).tokens());
            assertEquals(everything.get(i).ended(), found.get(i).ended());
            assertEquals(everything.get(i).logProbability(), found.get(i).logProbability(), 1e-12);
            assertEquals(everything.get(i).score(), found.get(i).score(), 1e-12);
        }
    }

    @Property(seed = "2", tries = 100)
    void aBeamOfOneIsTheLikeliestTokenAtEachStep(
            @ForAll @IntRange(min = 2, max = 6) int tokens,
            @ForAll @IntRange(min = 1, max = 9) int length,
            @ForAll @DoubleRange(min = 0, max = 1.5) double alpha,
            @ForAll long seed) {
        HistoryModel model = HistoryModel.random(tokens, 0, seed);
        Generated greedy =
                Generator.builder(model).maximumLength(length).build().generate(NOTHING);
        Generated one = beam(model, 1, length).lengthPenalty(alpha).build().generate(NOTHING);
        assertEquals(greedy.tokens(), one.tokens());
        assertEquals(greedy.ended(), one.ended());
        assertEquals(greedy.logProbability(), one.logProbability(), 1e-12);
    }

    @Property(seed = "3", tries = 100)
    void whateverABeamFindsHasItsOwnProbabilityAndTheBestComesFirst(
            @ForAll @IntRange(min = 2, max = 5) int tokens,
            @ForAll @IntRange(min = 1, max = 7) int length,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll @DoubleRange(min = 0, max = 1.5) double alpha,
            @ForAll long seed) {
        HistoryModel model = HistoryModel.random(tokens, 1, seed);
        List<Generated> found =
                beam(model, width, length).lengthPenalty(alpha).build().generate(NOTHING, width);
        assertEquals(
                found.size(), found.stream().map(Generated::tokens).distinct().count());
        double before = 0;
        for (Generated g : found) {
            int[] whole = g.ended() ? Ints.concat(g.toArray(), new int[] {1}) : g.toArray();
            double sum = 0;
            for (int t = 0; t < whole.length; t++) {
                sum += model.logProbabilities(Arrays.copyOf(whole, t))[whole[t]];
            }
            assertEquals(sum, g.logProbability(), 1e-12);
            assertTrue(g.score() <= before || before == 0, found::toString);
            assertTrue(g.ended() ? whole.length <= length : whole.length == length, g::toString);
            before = g.score();
        }
    }

    @Test
    void aBeamOfTwoFindsWhatTheLikeliestFirstTokenHides() {
        HistoryModel model = new HistoryModel(
                3,
                2,
                h -> h.length == 0
                        ? new double[] {0.6, 0.4, 0}
                        : h.length == 2
                                ? new double[] {0, 0, 1}
                                : h[0] == 0 ? new double[] {0.5, 0.5, 0} : new double[] {0.1, 0.9, 0});
        assertEquals(
                List.of(0, 0),
                Generator.builder(model).build().generate(NOTHING).tokens());
        List<Generated> best = beam(model, 2, 9).build().generate(NOTHING, 2);
        assertEquals(List.of(1, 1), best.get(0).tokens());
        assertEquals(Math.log(0.36), best.get(0).logProbability(), 1e-12);
        assertEquals(List.of(0, 0), best.get(1).tokens());
        assertTrue(best.get(0).ended() && best.get(1).ended());
    }

    @Test
    void theLengthPenaltyFavoursTheLongerOne() {
        // the end at once has probability 0.4; 0.6 for one token and then the end with 0.6
        HistoryModel model =
                new HistoryModel(2, 1, h -> h.length == 0 ? new double[] {0.6, 0.4} : new double[] {0.4, 0.6});
        assertEquals(List.of(), beam(model, 3, 2).build().generate(NOTHING).tokens());
        Generated longer = beam(model, 3, 2).lengthPenalty(1).build().generate(NOTHING);
        assertEquals(List.of(0), longer.tokens());
        assertEquals(Math.log(0.36), longer.logProbability(), 1e-12);
        assertEquals(Math.log(0.36) / (7 / 6.0), longer.score(), 1e-12);
    }

    @Test
    void equallyLikelySequencesComeInTheOrderOfTheirTokens() {
        HistoryModel even = HistoryModel.constant(-1, 0.25, 0.25, 0.25, 0.25);
        assertEquals(
                List.of(List.of(0, 0), List.of(0, 1), List.of(0, 2)),
                beam(even, 3, 2).build().generate(NOTHING, 3).stream()
                        .map(Generated::tokens)
                        .toList());
        HistoryModel crossed = new HistoryModel(
                2,
                -1,
                h -> h.length == 0
                        ? new double[] {0.5, 0.5}
                        : h[0] == 0 ? new double[] {0.25, 0.75} : new double[] {0.75, 0.25});
        assertEquals(
                List.of(List.of(0, 1), List.of(1, 0), List.of(0, 0), List.of(1, 1)),
                beam(crossed, 4, 2).build().generate(NOTHING, 4).stream()
                        .map(Generated::tokens)
                        .toList());
    }

    @Test
    void aSequenceThatConstraintsLeadNowhereIsDroppedWhileAnotherGoesOn() {
        HistoryModel model = HistoryModel.constant(-1, 0.6, 0.4);
        Constraint zeroIsADeadEnd = soFar -> next -> !soFar.contains(0);
        List<Generated> found =
                beam(model, 2, 3).constraint(zeroIsADeadEnd).build().generate(NOTHING, 2);
        assertEquals(
                List.of(List.of(1, 1, 0), List.of(1, 1, 1)),
                found.stream().map(Generated::tokens).toList());
    }

    @Test
    void constraintsHoldInEverySequenceOfTheBeam() {
        HistoryModel model = HistoryModel.random(5, 4, 3);
        List<Generated> found = beam(model, 6, 8)
                .constraint(Constraint.noRepeated(2))
                .constraint(Constraint.never(2))
                .build()
                .generate(NOTHING, 6);
        assertEquals(6, found.size());
        for (Generated g : found) {
            List<List<Integer>> pairs = new ArrayList<>();
            for (int i = 0; i + 2 <= g.tokens().size(); i++) {
                pairs.add(g.tokens().subList(i, i + 2));
            }
            assertEquals(pairs.size(), pairs.stream().distinct().count(), g::toString);
            assertTrue(!g.tokens().contains(2), g::toString);
        }
    }
}
