package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.ParameterSpec;
import java.util.List;

/** A parameter's numbers and their gradient, {@code [inputs, units]}. The public shape of a matrix is the transpose. */
public final class Parameter {
    private final String name;
    private final boolean matrix;
    private final int rows;
    private final int columns;
    private final List<ParameterSpec.Block> blocks;
    private final Kernels kernels;
    final Object value;
    final Object gradient;

    public Parameter(ParameterSpec spec, Kernels kernels) {
        this.name = spec.name();
        this.matrix = spec.matrix();
        this.rows = spec.inputs();
        this.columns = spec.units();
        this.blocks = spec.blocks();
        this.kernels = kernels;
        this.value = kernels.allocate(size());
        this.gradient = kernels.allocate(size());
    }

    int offset(int row) {
        return row * columns;
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
        return kernels.get(value, offset(input) + unit);
    }

    public void set(int input, int unit, double x) {
        kernels.set(value, offset(input) + unit, x);
    }

    public double gradient(int input, int unit) {
        return kernels.get(gradient, offset(input) + unit);
    }

    public void setGradient(int input, int unit, double x) {
        kernels.set(gradient, offset(input) + unit, x);
    }

    public void clearGradient() {
        kernels.fill(gradient, 0, size(), 0);
    }

    /** Σ gradient². */
    public double squaredNorm() {
        return kernels.squaredNorm(gradient, size());
    }

    /** gradient × factor. */
    public void scaleGradient(double factor) {
        kernels.scale(gradient, factor, size());
    }

    /** gradient kept within ±bound. */
    public void clampGradient(double bound) {
        kernels.clamp(gradient, bound, size());
    }
}
