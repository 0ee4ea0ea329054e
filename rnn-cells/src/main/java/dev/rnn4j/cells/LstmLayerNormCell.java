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
 * Long short-term memory with layer normalisation (Ba et al. 2016).
 *
 * <pre>{@code
 * i = σ(LN_i(W_i x + U_i h))
 * f = σ(LN_f(W_f x + U_f h))
 * g = tanh(LN_g(W_g x + U_g h))
 * o = σ(LN_o(W_o x + U_o h))
 * c' = f c + i g
 * h' = o tanh(LN_c(c'))             the output
 * LN_k(a) = gain_k (a − mean(a)) / √(variance(a) + ε) + shift_k       over the H columns of a row
 * }</pre>
 *
 * Each gate's summed input is normalised by itself, as in the paper's eq 4. The paper's LSTM (in its supplement)
 * normalises W x and U h apart instead and adds the two; the new cell state is normalised on its way to the output in
 * both. There is no bias: normalising would take most of it away, and the shift does its work.
 *
 * <p>States h and c, {@code [H]} each; c is kept as it is, not normalised. Parameters, gates in the order i, f, g, o:
 * {@code weight_ih [4·H, I]} (W), {@code weight_hh [4·H, H]} (U), and for each k of i, f, g, o, c {@code norm_k_gain}
 * and {@code norm_k_shift}, {@code [H]} each. Gains start at 1; shifts at 0, the forget gate's at {@link #FORGET_BIAS}.
 */
public final class LstmLayerNormCell implements Cell {
    /** The hidden units H. */
    public static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    /** Where the forget gate's shift starts; {@link LstmCell}'s. */
    public static final Setting<Double> FORGET_BIAS = LstmCell.FORGET_BIAS;

    /** The number ε under the root. */
    public static final Setting<Double> EPSILON = Setting.number(
                    "epsilon", 1e-5, "keeps the normalisation of equal numbers finite")
            .above(0);

    private static final String NAME = "lstm-layer-norm";

    private final Settings settings;
    private final int units;
    private final double forgetBias;
    private final double epsilon;

    /** The cell with this many hidden units. */
    public LstmLayerNormCell(int units) {
        this(Settings.none().with(UNITS, units));
    }

    /** The cell with these settings. */
    public LstmLayerNormCell(Settings settings) {
        this.settings = settings;
        units = settings.get(UNITS);
        forgetBias = settings.get(FORGET_BIAS);
        epsilon = settings.get(EPSILON);
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
        Gates z = t.linear(units, "i", "f", "g", "o").noBias().of(t.input(), h);
        Value i = normalized(t, "i", z.get("i"), 0).sigmoid();
        Value f = normalized(t, "f", z.get("f"), forgetBias).sigmoid();
        Value g = normalized(t, "g", z.get("g"), 0).tanh();
        Value o = normalized(t, "o", z.get("o"), 0).sigmoid();
        Value next = t.next("c", f.times(c).plus(i.times(g)));
        t.emit(t.next("h", o.times(normalized(t, "c", next, 0).tanh())));
    }

    private Value normalized(Step t, String name, Value a, double shiftStart) {
        Value gain = t.vector("norm_" + name + "_gain", units, Initializer.ones());
        Value shift = t.vector("norm_" + name + "_shift", units, new Initializer.Constant(shiftStart));
        return gain.times(a.normalize(epsilon)).plus(shift);
    }

    /** Makes {@code lstm-layer-norm} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS, FORGET_BIAS, EPSILON);
        }

        @Override
        public Cell create(Settings settings) {
            return new LstmLayerNormCell(settings);
        }
    }
}
