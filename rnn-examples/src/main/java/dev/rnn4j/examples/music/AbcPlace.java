package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;

/** Where in an ABC text something is: for messages a person can act on. Lines and columns count from 1. */
record AbcPlace(String source, String tune, int line, int column) {
    AbcPlace at(int otherLine, int otherColumn) {
        return new AbcPlace(source, tune, otherLine, otherColumn);
    }

    BadInputException fault(String whatAndMend) {
        return new BadInputException(this + ": " + whatAndMend);
    }

    @Override
    public String toString() {
        String text = source + ", line " + line;
        if (column > 0) {
            text += ", column " + column;
        }
        return tune.isEmpty() ? text : text + " (" + tune + ")";
    }
}
