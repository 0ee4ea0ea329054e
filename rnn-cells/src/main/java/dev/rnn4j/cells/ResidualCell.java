package dev.rnn4j.cells;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.ForwardingStep;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * A residual connection around another cell (He et al. 2016): the layer learns what to add to its input, so that many of
 * them can be stacked.
 *
 * <pre>{@code
 * y = x + ŷ        the output, with ŷ the inner cell's
 * }</pre>
 *
 * The states are not touched: what recurs is the inner cell's own output. x and ŷ have the same width. The residual LSTM
 * of Kim et al. 2017 adds the input inside, before the output gate, with a projection; this is the plain one around the
 * whole cell.
 *
 * <p>States and parameters are the inner cell's, with its names and shapes.
 */
public final class ResidualCell implements Cell {
    /** The cell inside. */
    public static final Setting<Cell> CELL = Wrapped.CELL;

    private static final String NAME = "residual";

    private final Settings settings;
    private final Cell inner;

    /** A residual connection around this cell. */
    public ResidualCell(Cell inner) {
        this(Settings.none().with(CELL, inner));
    }

    /** The cell with these settings. */
    public ResidualCell(Settings settings) {
        this.settings = settings;
        inner = settings.get(CELL);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** @throws BadInputException if the inner cell's output is not as wide as the input */
    @Override
    public void step(Step t) {
        inner.step(new ForwardingStep(t) {
            @Override
            public void emit(Value output) {
                Value x = input();
                if (x.width() != output.width()) {
                    throw new BadInputException("residual adds its input of width " + x.width()
                            + " to an output of width " + output.width() + ": give the cell " + Wrapped.name(inner)
                            + " an output of width " + x.width()
                            + ", or put a layer before it whose output has width " + output.width());
                }
                super.emit(x.plus(output));
            }
        });
    }

    /** Makes {@code residual} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(CELL);
        }

        @Override
        public Cell create(Settings settings) {
            return new ResidualCell(settings);
        }
    }
}
