package dev.rnn4j.examples.translate;

import dev.rnn4j.api.BadInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sums of two numbers as text, {@code 35+61} and {@code 96}, read from the end: {@code 16+53}. Sums of the same two numbers are
 * either all learned from or all measured on, in whichever order they stand.
 */
final class Addition {
    /** The most digits: there are 10^12 / 2 pairs of six. */
    static final int MOST_DIGITS = 6;

    /** With few digits all pairs are used, with many a random part of them. */
    private static final int MOST_PAIRS = 20_000;

    private static final double TEST_PART = 0.2;

    private Addition() {}

    /** Sums of numbers of up to so many digits. */
    static Pairs draw(int digits, long seed) {
        if (digits < 1 || digits > MOST_DIGITS) {
            throw new BadInputException("--digits is " + digits + "; give a number from 1 to " + MOST_DIGITS);
        }
        int numbers = IntStream.range(0, digits).reduce(1, (power, i) -> power * 10);
        Random random = new Random(seed);
        List<int[]> pairs = (long) numbers * (numbers + 1) / 2 <= MOST_PAIRS ? all(numbers) : some(numbers, random);
        Collections.shuffle(pairs, random);
        int test = (int) Math.round(pairs.size() * TEST_PART);
        return new Pairs(texts(pairs.subList(test, pairs.size())), texts(pairs.subList(0, test)));
    }

    private static List<int[]> all(int numbers) {
        List<int[]> pairs = new ArrayList<>();
        for (int a = 0; a < numbers; a++) {
            for (int b = a; b < numbers; b++) {
                pairs.add(new int[] {a, b});
            }
        }
        return pairs;
    }

    /** Different ones; as many digits as another number has, not as most numbers have. */
    private static List<int[]> some(int numbers, Random random) {
        Set<Long> seen = new LinkedHashSet<>();
        while (seen.size() < MOST_PAIRS) {
            long a = number(numbers, random);
            long b = number(numbers, random);
            seen.add(Math.min(a, b) * numbers + Math.max(a, b));
        }
        return new ArrayList<>(seen.stream()
                .map(n -> new int[] {(int) (n / numbers), (int) (n % numbers)})
                .toList());
    }

    private static int number(int numbers, Random random) {
        int below = numbers;
        while (below > 10 && random.nextInt(4) == 0) {
            below /= 10;
        }
        return random.nextInt(below);
    }

    private static List<Pair> texts(List<int[]> pairs) {
        List<Pair> texts = new ArrayList<>();
        for (int[] p : pairs) {
            texts.add(pair(p[0], p[1]));
            if (p[0] != p[1]) {
                texts.add(pair(p[1], p[0]));
            }
        }
        return texts;
    }

    private static Pair pair(int a, int b) {
        return new Pair(a + "+" + b, Integer.toString(a + b));
    }
}
