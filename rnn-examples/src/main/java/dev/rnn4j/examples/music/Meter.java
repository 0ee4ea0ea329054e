package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The meter of a tune, such as 6/8.
 *
 * @param beats the upper number, 1 to 64
 * @param unit the lower number, a power of two up to 64
 */
public record Meter(int beats, int unit) {
    /** Common time. */
    public static final Meter FOUR_FOUR = new Meter(4, 4);

    private static final Pattern FRACTION =
            Pattern.compile("\\(?\\s*(\\d{1,2}(?:\\s*\\+\\s*\\d{1,2})*)\\s*\\)?\\s*/\\s*(\\d{1,2})");

    /** Checks both numbers. */
    public Meter {
        if (beats < 1 || beats > 64 || unit < 1 || unit > 64 || Integer.bitCount(unit) != 1) {
            throw new BadInputException("the meter " + beats + "/" + unit
                    + " is none; give 1 to 64 beats of 1/1, 1/2, 1/4 and so on up to 1/64, as in 3/4");
        }
    }

    /** Reads a meter as ABC writes it: {@code 3/4}, {@code C}, {@code C|}, {@code (2+3)/8}. */
    public static Meter parse(String text) {
        String meter = text.trim();
        if (meter.equals("C")) {
            return FOUR_FOUR;
        }
        if (meter.equals("C|")) {
            return new Meter(2, 2);
        }
        Matcher fraction = FRACTION.matcher(meter);
        if (!fraction.matches()) {
            throw new BadInputException("the meter \"" + meter + "\" cannot be read; write it as 3/4, C or C|");
        }
        int beats = 0;
        for (String part : fraction.group(1).split("\\+")) {
            beats += Integer.parseInt(part.trim());
        }
        return new Meter(beats, Integer.parseInt(fraction.group(2)));
    }

    /** The length of a full bar. */
    public int barTicks() {
        return 4 * Tune.TICKS_PER_QUARTER * beats / unit;
    }

    /** Whether the beat falls into three, as in 6/8, 9/8 and 12/8. */
    public boolean isCompound() {
        return unit >= 8 && beats > 3 && beats % 3 == 0;
    }

    /** The length of the beat a foot taps: the lower number, or three of them in a compound meter. */
    public int beatTicks() {
        return 4 * Tune.TICKS_PER_QUARTER / unit * (isCompound() ? 3 : 1);
    }

    @Override
    public String toString() {
        return beats + "/" + unit;
    }
}
