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
 * The gated recurrent unit (Cho et al. 2014) with the reset gate after the product, as PyTorch and cuDNN have it.
 *
 * <pre>{@code
 * r = σ(W_r x + b_r + U_r h + b'_r)             reset gate
 * z = σ(W_z x + b_z + U_z h + b'_z)             update gate: 1 keeps the old state
 * n = tanh(W_n x + b_n + r (U_n h + b'_n))      the new state proposed
 * h' = (1 − z) n + z h                          the output
 * }</pre>
 *
 * State h {@code [H]}. Parameters, gates in the order r, z, n: {@code weight_ih [3·H, I]} (W), {@code weight_hh [3·H,
 * H]} (U), {@code bias_ih [3·H]} (b), {@code bias_hh [3·H]} (b').
 *
 * <p>b'_n stands inside the reset, so the second bias is not redundant as it is in an LSTM. In the paper the reset gate
 * acts on h before the product: that is {@code gru-reset-before} ({@link GruResetBeforeCell}), another function of the
 * same weights.
 */
public final class GruCell implements Cell {
    /** The hidden units H. */
    public static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    /** Whether the recurrent product has a bias of its own, {@code bias_hh}. */
    public static final Setting<Boolean> SECOND_BIAS =
            Setting.flag("second-bias", true, "whether the recurrent product has a bias of its own");

    private static final String NAME = "gru";

    private final Settings settings;
    private final int units;
    private final boolean secondBias;

    /** The cell with this many hidden units. */
    public GruCell(int units) {
        this(Settings.none().with(UNITS, units));
    }

    /** The cell with these settings. */
    public GruCell(Settings settings) {
        this.settings = settings;
        units = settings.get(UNITS);
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
        Gates x = t.linear(units, "r", "z", "n").of(t.input());
        Linear recurrent = t.linear(units, "r", "z", "n");
        Gates u = (secondBias ? recurrent : recurrent.noBias()).of(h);
        Value r = x.get("r").plus(u.get("r")).sigmoid();
        Value z = x.get("z").plus(u.get("z")).sigmoid();
        Value n = x.get("n").plus(r.times(u.get("n"))).tanh();
        t.emit(t.next("h", z.oneMinus().times(n).plus(z.times(h))));
    }

    /** Makes {@code gru} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS, SECOND_BIAS);
        }

        @Override
        public Cell create(Settings settings) {
            return new GruCell(settings);
        }
    }
}
