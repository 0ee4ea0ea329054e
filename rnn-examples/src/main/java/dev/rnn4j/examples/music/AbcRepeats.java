package dev.rnn4j.examples.music;

import dev.rnn4j.examples.music.AbcElement.Ending;
import dev.rnn4j.examples.music.AbcElement.RepeatEnd;
import dev.rnn4j.examples.music.AbcElement.RepeatStart;
import dev.rnn4j.examples.music.AbcElement.SectionEnd;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays repeats and endings out. A repeat end without a start goes back to the last double bar, to the end of the last
 * repeat or to the beginning, as the ABC standard says.
 */
final class AbcRepeats {
    /** More than any tune needs; a text that asks for more is broken or meant to fill the memory. */
    private static final int MOST_ELEMENTS = 200_000;

    private final List<AbcElement> written;
    private final List<AbcElement> played = new ArrayList<>();
    private int start;
    private int pass = 1;
    private boolean explicit;

    private AbcRepeats(List<AbcElement> written) {
        this.written = written;
    }

    /** The sounds and bar lines in the order they are played; an {@link ArithmeticException} if they are too many. */
    static List<AbcElement> playedOrder(List<AbcElement> written) {
        AbcRepeats repeats = new AbcRepeats(written);
        repeats.play();
        return repeats.played;
    }

    private void play() {
        int at = 0;
        while (at < written.size()) {
            AbcElement element = written.get(at);
            if (element instanceof RepeatStart) {
                begin(at + 1, true);
            } else if (element instanceof SectionEnd) {
                if (!explicit) {
                    begin(at + 1, false);
                }
            } else if (element instanceof RepeatEnd end) {
                if (pass < passes(end)) {
                    pass++;
                    at = start;
                    continue;
                }
                begin(at + 1, false);
            } else if (element instanceof Ending ending) {
                if (!ending.passes().contains(pass)) {
                    at = afterOtherEnding(at);
                    continue;
                }
                // Behind its last ending a section is over, so a double bar there begins the next one.
                explicit = explicit && pass < highestEnding();
            } else {
                played.add(element);
                if (played.size() > MOST_ELEMENTS) {
                    throw new ArithmeticException("too many notes");
                }
            }
            at++;
        }
    }

    private void begin(int at, boolean withSign) {
        start = at;
        pass = 1;
        explicit = withSign;
    }

    private int passes(RepeatEnd end) {
        int highest = highestEnding();
        return highest == 0 ? end.times() : highest;
    }

    /** The highest number over an ending of the section that begins at {@code start}, 0 if it has none. */
    private int highestEnding() {
        int highest = 0;
        for (int at = start; at < written.size(); at++) {
            AbcElement element = written.get(at);
            if (element instanceof Ending ending) {
                highest = Math.max(
                        highest, ending.passes().stream().max(Integer::compare).orElse(0));
            } else if (element instanceof RepeatStart
                    || element instanceof SectionEnd && highest > 0
                    || element instanceof RepeatEnd && !endingFollows(at + 1)) {
                break;
            }
        }
        return highest;
    }

    private boolean endingFollows(int at) {
        int next = at;
        while (next < written.size() && written.get(next) instanceof AbcElement.BarLine) {
            next++;
        }
        return next < written.size() && written.get(next) instanceof Ending;
    }

    /** Where to go on when the ending at that place belongs to another pass. */
    private int afterOtherEnding(int at) {
        int end = -1;
        for (int next = at + 1; next < written.size(); next++) {
            AbcElement element = written.get(next);
            if (element instanceof Ending ending && ending.passes().contains(pass)) {
                return next;
            }
            if (element instanceof RepeatStart) {
                end = end < 0 ? next : end;
                break;
            }
            if (end < 0 && (element instanceof RepeatEnd || element instanceof SectionEnd)) {
                end = next + 1;
            }
        }
        if (end < 0) {
            return written.size();
        }
        begin(end, false);
        return end;
    }
}
