package dev.rnn4j.examples.music;

import dev.rnn4j.examples.music.AbcElement.BarLength;
import dev.rnn4j.examples.music.AbcElement.BarLine;
import dev.rnn4j.examples.music.AbcElement.Sound;
import java.util.ArrayList;
import java.util.List;

/**
 * One tune of an ABC text, read and with its repeats played out.
 *
 * @param place where the tune begins
 * @param played sounds, bar lines and meters in the order they are played
 */
record AbcScore(AbcPlace place, String title, Meter meter, Key key, int bpm, List<AbcElement> played) {
    /** The melody on the common grid. */
    Tune tune() {
        List<Note> notes = new ArrayList<>();
        Fraction position = Fraction.ZERO;
        int tick = 0;
        boolean tied = false;
        for (AbcElement element : played) {
            if (!(element instanceof Sound sound)) {
                continue;
            }
            position = position.plus(sound.length());
            // Ends are rounded, not lengths, so that a quintuplet does not push what follows it off the beat.
            int end = position.ticks();
            int last = notes.size() - 1;
            if (tied && notes.get(last).pitch() == sound.pitch()) {
                notes.set(last, new Note(sound.pitch(), notes.get(last).ticks() + end - tick));
                tied = sound.tied();
            } else if (end > tick) {
                notes.add(new Note(sound.pitch(), end - tick));
                tied = sound.tied();
            }
            tick = end;
        }
        return new Tune(title, meter, key, bpm, pickup(), notes);
    }

    private int pickup() {
        Fraction full = Fraction.ZERO;
        Fraction sum = Fraction.ZERO;
        for (AbcElement element : played) {
            if (element instanceof BarLength length) {
                full = length.length();
            } else if (element instanceof Sound sound) {
                sum = sum.plus(sound.length());
            } else if (sum.compareTo(Fraction.ZERO) > 0) {
                break;
            }
        }
        return sum.compareTo(full) < 0 ? sum.ticks() : 0;
    }

    /**
     * One line for each bar that does not add up to its meter in the order the bars are played. The first may be short;
     * the last may lack what the first had.
     */
    List<String> barFaults() {
        List<String> faults = new ArrayList<>();
        Fraction full = Fraction.ZERO;
        Fraction sum = Fraction.ZERO;
        Fraction pickup = null;
        AbcPlace end = place;
        for (AbcElement element : played) {
            if (element instanceof BarLength length) {
                full = length.length();
            } else if (element instanceof Sound sound) {
                sum = sum.plus(sound.length());
            } else if (element instanceof BarLine bar && sum.compareTo(Fraction.ZERO) > 0) {
                end = place.at(bar.line(), bar.column());
                int order = sum.compareTo(full);
                if (pickup == null) {
                    pickup = order < 0 ? sum : Fraction.ZERO;
                    order = Math.max(order, 0);
                }
                if (order < 0 && bar.soft()) {
                    continue;
                }
                if (order != 0) {
                    faults.add(fault(end, sum, full));
                }
                sum = Fraction.ZERO;
            }
        }
        boolean closed = sum.equals(Fraction.ZERO)
                || sum.equals(full)
                || pickup != null && sum.plus(pickup).equals(full);
        if (!closed) {
            faults.add(fault(end, sum, full));
        }
        // A bar that is repeated is wrong only once.
        return full.equals(Fraction.ZERO)
                ? List.of()
                : faults.stream().distinct().toList();
    }

    private static String fault(AbcPlace end, Fraction sum, Fraction full) {
        return end + ": the bar that ends here has " + sum + " of a whole note in a meter of " + full
                + "; check the lengths of its notes";
    }
}
