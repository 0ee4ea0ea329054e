package dev.rnn4j.examples.caption;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Drawn pictures of persons on a hill, with a sentence that counts them: up to five persons in shirts of any colour, a dog
 * or none, the sun or the moon. The places, sizes and colours are drawn by chance and are not told.
 */
final class Persons {
    static final int WIDTH = 32;
    static final int HEIGHT = 16;

    private static final int MOST = 5;
    private static final String[] NUMBERS = {"no", "one", "two", "three", "four", "five"};

    private static final int HILL = 0xFF4F8A3C;
    private static final int DAY = 0xFFBFE3FF;
    private static final int NIGHT = 0xFF1C2450;
    private static final int SUN = 0xFFFFD23C;
    private static final int MOON = 0xFFE8E8F0;
    private static final int DOG = 0xFF6B4A2B;
    private static final int[] SKINS = {0xFFF2C9A0, 0xFFC68642, 0xFF8D5524};

    private final Random random;
    private final int[] pixels = new int[WIDTH * HEIGHT];

    private Persons(Random random) {
        this.random = random;
    }

    /** So many pictures; each depends on the seed and its number alone. */
    static List<Captioned> draw(int howMany, long seed) {
        List<Captioned> all = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            all.add(new Persons(new Random(seed * 1_000_003 + i)).draw());
        }
        return all;
    }

    private Captioned draw() {
        // The first number of a fresh generator says little of its seed's last bits.
        random.nextLong();
        int persons = random.nextInt(MOST + 1);
        boolean dog = random.nextBoolean();
        boolean day = random.nextBoolean();
        landscape(day);
        // Each has a place of its own, so nobody hides another.
        List<Integer> places = places(persons + (dog ? 1 : 0));
        for (int i = 0; i < persons; i++) {
            person(places.get(i));
        }
        if (dog) {
            dog(places.get(persons));
        }
        return new Captioned(new Picture(WIDTH, HEIGHT, pixels), sentence(persons, dog, day));
    }

    /** What is said of a picture. */
    static List<String> sentence(int persons, boolean dog, boolean day) {
        List<String> words = new ArrayList<>();
        if (persons == 0) {
            words.addAll(dog ? List.of("a", "dog", "is") : List.of("nobody", "is"));
        } else {
            words.add(NUMBERS[persons]);
            words.add(persons == 1 ? "person" : "persons");
            if (dog) {
                words.addAll(List.of("and", "a", "dog"));
            }
            words.add(persons == 1 && !dog ? "is" : "are");
        }
        words.addAll(List.of("standing", "on", "the", "hill", "under", "the", day ? "sun" : "moon"));
        return words;
    }

    private void landscape(boolean day) {
        int top = 10 + random.nextInt(3);
        double peak = random.nextDouble() * WIDTH;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double slope = (x - peak) / WIDTH;
                set(x, y, y >= top + 3 * slope * slope ? HILL : day ? DAY : NIGHT);
            }
        }
        int x = 1 + random.nextInt(WIDTH - 4);
        int y = random.nextInt(2);
        fill(x, y, 2, 2, day ? SUN : MOON);
    }

    /** Columns three apart, in any order. */
    private List<Integer> places(int howMany) {
        int slack = WIDTH - 4 - 4 * howMany;
        List<Integer> places = new ArrayList<>();
        int x = 1;
        for (int i = 0; i < howMany; i++) {
            int skip = random.nextInt(slack / (howMany - i) + 1);
            slack -= skip;
            x += skip;
            places.add(random.nextInt(places.size() + 1), x);
            x += 4;
        }
        return places;
    }

    /** A head, a shirt with arms, two legs. */
    private void person(int x) {
        int y = 6 + random.nextInt(3);
        int shirt = 0xFF000000 | random.nextInt(0x1000000);
        int trousers = 0xFF000000 | random.nextInt(0x40) * 0x010101;
        set(x + 1, y, SKINS[random.nextInt(SKINS.length)]);
        int chest = 2 + random.nextInt(2);
        fill(x, y + 1, 3, 1, shirt);
        fill(x + 1, y + 2, 1, chest - 1, shirt);
        int legs = 2;
        fill(x, y + 1 + chest, 1, legs, trousers);
        fill(x + 2, y + 1 + chest, 1, legs, trousers);
    }

    private void dog(int x) {
        int y = 10 + random.nextInt(3);
        boolean left = random.nextBoolean();
        fill(x, y, 3, 1, DOG);
        set(left ? x : x + 2, y - 1, DOG);
        set(x, y + 1, DOG);
        set(x + 2, y + 1, DOG);
    }

    private void fill(int x, int y, int width, int height, int argb) {
        for (int j = 0; j < height; j++) {
            for (int i = 0; i < width; i++) {
                set(x + i, y + j, argb);
            }
        }
    }

    private void set(int x, int y, int argb) {
        pixels[y * WIDTH + x] = argb;
    }
}
