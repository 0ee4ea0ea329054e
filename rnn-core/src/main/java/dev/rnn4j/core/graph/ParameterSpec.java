package dev.rnn4j.core.graph;

import dev.rnn4j.api.Initializer;
import java.util.ArrayList;
import java.util.List;

/**
 * A parameter as the equations declare it. A matrix is a stack of blocks, one for each gate; a bias or a vector is a row.
 * Inside, a matrix is stored {@code [inputs, units]} (the transpose of its public shape), so each gate is a block of
 * columns.
 */
public final class ParameterSpec {
    /** One gate's part: columns {@code offset} to {@code offset + units − 1}. */
    public record Block(ParameterSpec parameter, String gate, int offset, int units, Initializer start) {}

    private final String name;
    private final boolean matrix;
    private final int inputs;
    private final List<Block> blocks = new ArrayList<>();
    private int units;

    ParameterSpec(String name, boolean matrix, int inputs) {
        this.name = name;
        this.matrix = matrix;
        this.inputs = inputs;
    }

    /** A row that no equation declares; it starts as zeros. */
    public static ParameterSpec vector(String name, int width) {
        ParameterSpec spec = new ParameterSpec(name, false, 1);
        spec.add("", width, Initializer.zeros());
        return spec;
    }

    Block add(String gate, int blockUnits, Initializer start) {
        Block block = new Block(this, gate, units, blockUnits, start);
        blocks.add(block);
        units += blockUnits;
        return block;
    }

    boolean has(String gate) {
        for (Block b : blocks) {
            if (b.gate().equals(gate)) {
                return true;
            }
        }
        return false;
    }

    /** The public name, such as {@code weight_ih_l0}. */
    public String name() {
        return name;
    }

    public boolean matrix() {
        return matrix;
    }

    /** Width of the operand of a matrix; 1 for a vector. */
    public int inputs() {
        return inputs;
    }

    /** Columns inside: all gates together. */
    public int units() {
        return units;
    }

    public List<Block> blocks() {
        return List.copyOf(blocks);
    }
}
