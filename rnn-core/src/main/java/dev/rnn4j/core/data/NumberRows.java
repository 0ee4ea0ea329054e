package dev.rnn4j.core.data;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.message.Messages;
import java.util.regex.Pattern;

/** Reads lines of numbers; the first one decides what divides them and how many there are. */
final class NumberRows {
    /** Of a table, not of Java: no {@code 1f}, no {@code NaN}. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final String name;
    private Pattern divider;
    private int width;

    NumberRows(String name) {
        this.name = name;
    }

    /** The numbers of a line; null for one without any to be read. */
    double[] row(long number, String line) {
        if (line.isBlank()) {
            return null;
        }
        boolean first = divider == null;
        if (first) {
            divider = divider(line);
        }
        String[] fields = divider == BLANKS ? BLANKS.split(line.strip()) : divider.split(line, -1);
        double[] row = new double[fields.length];
        int numbers = 0;
        int wrong = -1;
        for (int i = 0; i < fields.length; i++) {
            String field = fields[i].strip();
            if (NUMBER.matcher(field).matches() && Double.isFinite(row[i] = Double.parseDouble(field))) {
                numbers++;
            } else if (wrong < 0) {
                wrong = i;
            }
        }
        if (first) {
            width = fields.length;
            if (numbers == 0) {
                return null;
            }
        }
        if (fields.length != width) {
            throw new BadInputException(name + ", line " + number + " has " + fields.length + " columns, the first line"
                    + " has " + width + ": each line has as many");
        }
        if (wrong >= 0) {
            throw new BadInputException(name + ", line " + number + ", column " + (wrong + 1) + " is "
                    + Messages.quote(fields[wrong].strip())
                    + ": it has to be a finite number, with a point for its fraction");
        }
        return row;
    }

    private static Pattern divider(String line) {
        for (String mark : new String[] {"\t", ";", ","}) {
            if (line.contains(mark)) {
                return Pattern.compile(mark);
            }
        }
        return BLANKS;
    }
}
