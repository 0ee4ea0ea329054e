package dev.rnn4j.examples.music;

import java.util.List;

/** A piece of a tune as it is written, in the order of the text. */
sealed interface AbcElement {
    /** A note (of a chord the highest) or a rest; {@code tied} joins it to the next of the same pitch. */
    record Sound(int pitch, Fraction length, boolean tied) implements AbcElement {}

    /** A bar line. At a soft one a bar may be short, because the rest of it comes after a repeat or as an upbeat. */
    record BarLine(boolean soft, int line, int column) implements AbcElement {}

    /** The start of a repeated section. */
    record RepeatStart() implements AbcElement {}

    /** The end of a section that is played that many times. */
    record RepeatEnd(int times) implements AbcElement {}

    /** A double bar: a repeat end further on that has no start goes back to here. */
    record SectionEnd() implements AbcElement {}

    /** What follows is played only in the passes of these numbers. */
    record Ending(List<Integer> passes) implements AbcElement {}

    /** From here on bars have this length; zero in free meter. */
    record BarLength(Fraction length) implements AbcElement {}
}
