package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.ParameterSpec;
import java.util.List;

/**
 * A parameter's numbers and their gradient, {@code [inputs, units]}, in tiles of whole rows. The public shape of a
 * matrix is the transpose.
 */
public final class Parameter {
    private static final int TILE = 4096;

    private final String name;
    private final boolean matrix;
    private final int rows;
    private final int columns;
    private final List<ParameterSpec.Block> blocks;
    private final int perTile;
    private final Kernels kernels;
    final Object[] value;
    final Object[] gradient;

    public Parameter(ParameterSpec spec, Kernels kernels) {
        this.name = spec.name();
        this.matrix = spec.matrix();
        this.rows = spec.inputs();
        this.columns = spec.units();
        this.blocks = spec.blocks();
        this.kernels = kernels;
        this.perTile = Math.max(1, Math.min(rows, TILE / columns));
        this.value = newTiles();
        this.gradient = newTiles();
    }

    Object[] newTiles() {
        Object[] tiles = new Object[(rows + perTile - 1) / perTile];
        for (int i = 0; i < tiles.length; i++) {
            tiles[i] = kernels.allocate(length(i));
        }
        return tiles;
    }

    /** Elements of one tile. */
    int length(int tile) {
        return Math.min(perTile, rows - tile * perTile) * columns;
    }

    Object tile(Object[] tiles, int row) {
        return tiles[row / perTile];
    }

    int offset(int row) {
        return row % perTile * columns;
    }

    public String name() {
        return name;
    }

    public boolean matrix() {
        return matrix;
    }

    /** Operand width; 1 for a vector. */
    public int inputs() {
        return rows;
    }

    public int units() {
        return columns;
    }

    public int size() {
        return rows * columns;
    }

    public List<ParameterSpec.Block> blocks() {
        return blocks;
    }

    public double get(int input, int unit) {
        return kernels.get(tile(value, input), offset(input) + unit);
    }

    public void set(int input, int unit, double x) {
        kernels.set(tile(value, input), offset(input) + unit, x);
    }

    public double gradient(int input, int unit) {
        return kernels.get(tile(gradient, input), offset(input) + unit);
    }

    public void setGradient(int input, int unit, double x) {
        kernels.set(tile(gradient, input), offset(input) + unit, x);
    }

    public void clearGradient() {
        for (int i = 0; i < gradient.length; i++) {
            kernels.fill(gradient[i], 0, length(i), 0);
        }
    }

    /** Σ gradient². */
    public double squaredNorm() {
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            sum += kernels.squaredNorm(gradient[i], length(i));
        }
        return sum;
    }

    /** gradient × factor. */
    public void scaleGradient(double factor) {
        for (int i = 0; i < gradient.length; i++) {
            kernels.scale(gradient[i], factor, length(i));
        }
    }

    /** gradient kept within ±bound. */
    public void clampGradient(double bound) {
        for (int i = 0; i < gradient.length; i++) {
            kernels.clamp(gradient[i], bound, length(i));
        }
    }
}
