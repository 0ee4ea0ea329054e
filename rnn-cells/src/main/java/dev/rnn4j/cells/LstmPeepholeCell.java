package dev.rnn4j.cells;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Gates;
import dev.rnn4j.api.Initializer;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * Long short-term memory whose gates see the cell state through peepholes (Gers and Schmidhuber 2000).
 *
 * <pre>{@code
 * i = σ(W_i x + U_i h + p_i c + b_i)
 * f = σ(W_f x + U_f h + p_f c + b_f)
 * g = tanh(W_g x + U_g h + b_g)
 * c' = f c + i g
 * o = σ(W_o x + U_o h + p_o c' + b_o)       the new state: the output gate comes last
 * h' = o tanh(c')                           the output
 * }</pre>
 *
 * These are the equations of Graves (2013, eq 7-11), with the output squashed by tanh and peepholes that reach each
 * cell's own gates only: p is a vector.
 *
 * <p>States h and c, {@code [H]} each. Parameters, gates in the order i, f, g, o: {@code weight_ih [4·H, I]} (W),
 * {@code weight_hh [4·H, H]} (U), {@code bias_ih [4·H]} (b), and {@code peephole_i}, {@code peephole_f}, {@code
 * peephole_o} (p), {@code [H]} each. The peepholes start at 0, so a new cell is an {@code lstm}.
 */
public final class LstmPeepholeCell implements Cell {
    /** The hidden units H. */
    public static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    /** Where the forget gate's bias starts; {@link LstmCell}'s. */
    public static final Setting<Double> FORGET_BIAS = LstmCell.FORGET_BIAS;

    private static final String NAME = "lstm-peephole";

    private final Settings settings;
    private final int units;
    private final double forgetBias;

    /** The cell with this many hidden units. */
    public LstmPeepholeCell(int units) {
        this(Settings.none().with(UNITS, units));
    }

    /** The cell with these settings. */
    public LstmPeepholeCell(Settings settings) {
        this.settings = settings;
        units = settings.get(UNITS);
        forgetBias = settings.get(FORGET_BIAS);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void step(Step t) {
        Value h = t.state("h", units);
        Value c = t.state("c", units);
        Gates z = t.linear(units, "i", "f", "g", "o").biasStart("f", forgetBias).of(t.input(), h);
        Value i = z.get("i").plus(peephole(t, "i").times(c)).sigmoid();
        Value f = z.get("f").plus(peephole(t, "f").times(c)).sigmoid();
        Value g = z.get("g").tanh();
        Value next = t.next("c", f.times(c).plus(i.times(g)));
        Value o = z.get("o").plus(peephole(t, "o").times(next)).sigmoid();
        t.emit(t.next("h", o.times(next.tanh())));
    }

    private Value peephole(Step t, String gate) {
        return t.vector("peephole_" + gate, units, Initializer.zeros());
    }

    /** Makes {@code lstm-peephole} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS, FORGET_BIAS);
        }

        @Override
        public Cell create(Settings settings) {
            return new LstmPeepholeCell(settings);
        }
    }
}
