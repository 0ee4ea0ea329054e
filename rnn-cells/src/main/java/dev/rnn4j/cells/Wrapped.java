package dev.rnn4j.cells;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Setting;

/** What all wrappers say of the cell inside them. */
final class Wrapped {
    static final Setting<Cell> CELL = Setting.plugin("cell", Cell.class, "the cell inside");

    private Wrapped() {}

    /** The inner cell's name for messages. */
    static String name(Cell inner) {
        return inner.name().isEmpty() ? "inside" : "'" + inner.name() + "'";
    }
}
