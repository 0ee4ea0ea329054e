package dev.rnn4j.cells;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Gates;
import dev.rnn4j.api.Linear;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000); PyTorch's
 * equations.
 *
 * <pre>{@code
 * i = σ(W_i x + U_i h + b_i)        input gate
 * f = σ(W_f x + U_f h + b_f)        forget gate
 * g = tanh(W_g x + U_g h + b_g)     what is written
 * o = σ(W_o x + U_o h + b_o)        output gate
 * c' = f c + i g
 * h' = o tanh(c')                   the output
 * }</pre>
 *
 * States h and c, {@code [H]} each. Parameters, gates in the order i, f, g, o: {@code weight_ih [4·H, I]} (W), {@code
 * weight_hh [4·H, H]} (U), {@code bias_ih [4·H]} (b).
 *
 * <p>The forget gate's bias starts at 1, so that a new cell remembers (Jozefowicz et al. 2015); PyTorch
 * starts it at random around 0. PyTorch also has a second bias, {@code bias_hh}, which is only ever added to the first
 * one: it is left out here unless {@link #SECOND_BIAS} asks for it.
 */
public final class LstmCell implements Cell {
    /** The hidden units H. */
    public static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    /** Where the forget gate's bias starts. */
    public static final Setting<Double> FORGET_BIAS =
            Setting.number("forget-bias", 1.0, "start of the forget gate's bias");

    /** Whether the recurrent product has a bias of its own, {@code bias_hh}, which starts at 0. */
    public static final Setting<Boolean> SECOND_BIAS =
            Setting.flag("second-bias", false, "whether the recurrent product has a bias of its own");

    private static final String NAME = "lstm";

    private final Settings settings;
    private final int units;
    private final double forgetBias;
    private final boolean secondBias;

    /** The cell with this many hidden units. */
    public LstmCell(int units) {
        this(Settings.none().with(UNITS, units));
    }

    /** The cell with these settings. */
    public LstmCell(Settings settings) {
        this.settings = settings;
        units = settings.get(UNITS);
        forgetBias = settings.get(FORGET_BIAS);
        secondBias = settings.get(SECOND_BIAS);
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
        Linear map = t.linear(units, "i", "f", "g", "o").biasStart("f", forgetBias);
        Gates z = (secondBias ? map.biasEach() : map).of(t.input(), h);
        Value i = z.get("i").sigmoid();
        Value f = z.get("f").sigmoid();
        Value g = z.get("g").tanh();
        Value o = z.get("o").sigmoid();
        Value next = t.next("c", f.times(c).plus(i.times(g)));
        t.emit(t.next("h", o.times(next.tanh())));
    }

    /** Makes {@code lstm} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS, FORGET_BIAS, SECOND_BIAS);
        }

        @Override
        public Cell create(Settings settings) {
            return new LstmCell(settings);
        }
    }
}
