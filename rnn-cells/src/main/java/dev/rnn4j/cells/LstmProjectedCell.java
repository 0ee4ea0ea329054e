package dev.rnn4j.cells;

import dev.rnn4j.api.BadInputException;
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
 * Long short-term memory with a projected hidden state (Sak et al. 2014): wide cells, narrow recurrence. PyTorch's
 * equations ({@code proj_size}).
 *
 * <pre>{@code
 * i = σ(W_i x + U_i h + b_i)
 * f = σ(W_f x + U_f h + b_f)
 * g = tanh(W_g x + U_g h + b_g)
 * o = σ(W_o x + U_o h + b_o)
 * c' = f c + i g
 * h' = R (o tanh(c'))               the output
 * }</pre>
 *
 * With P the projection's width: states h {@code [P]} and c {@code [H]}. Parameters, gates in the order i, f, g, o:
 * {@code weight_ih [4·H, I]} (W), {@code weight_hh [4·H, P]} (U), {@code weight_hr [P, H]} (R), {@code bias_ih [4·H]}
 * (b), and {@code bias_hh [4·H]} if {@link #SECOND_BIAS} asks for it.
 *
 * <p>The paper's cell also has peepholes and an optional second projection that does not recur; PyTorch's and this one
 * have neither.
 */
public final class LstmProjectedCell implements Cell {
    /** The hidden units H. */
    public static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    /** The width P of the hidden state, less than the number of units. */
    public static final Setting<Integer> PROJECTION = Setting.integer(
                    "projection", "width of the hidden state, less than units")
            .atLeast(1);

    /** Where the forget gate's bias starts; {@link LstmCell}'s. */
    public static final Setting<Double> FORGET_BIAS = LstmCell.FORGET_BIAS;

    /** Whether the recurrent product has a bias of its own; {@link LstmCell}'s. */
    public static final Setting<Boolean> SECOND_BIAS = LstmCell.SECOND_BIAS;

    private static final String NAME = "lstm-projected";

    private final Settings settings;
    private final int units;
    private final int projection;
    private final double forgetBias;
    private final boolean secondBias;

    /** The cell with this many hidden units and a hidden state of this width. */
    public LstmProjectedCell(int units, int projection) {
        this(Settings.none().with(UNITS, units).with(PROJECTION, projection));
    }

    /**
     * The cell with these settings.
     *
     * @throws BadInputException if the projection is not smaller than the units
     */
    public LstmProjectedCell(Settings settings) {
        this.settings = settings;
        units = settings.get(UNITS);
        projection = settings.get(PROJECTION);
        forgetBias = settings.get(FORGET_BIAS);
        secondBias = settings.get(SECOND_BIAS);
        if (projection >= units) {
            throw new BadInputException("lstm-projected's projection is " + projection + ", but there are " + units
                    + " units: make the projection smaller than units, or use lstm");
        }
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
        Value h = t.state("h", projection);
        Value c = t.state("c", units);
        Linear map = t.linear(units, "i", "f", "g", "o").biasStart("f", forgetBias);
        Gates z = (secondBias ? map.biasEach() : map).of(t.input(), h);
        Value i = z.get("i").sigmoid();
        Value f = z.get("f").sigmoid();
        Value g = z.get("g").tanh();
        Value o = z.get("o").sigmoid();
        Value next = t.next("c", f.times(c).plus(i.times(g)));
        Linear projected = t.linear(projection).named("hr").noBias();
        t.emit(t.next("h", projected.of(o.times(next.tanh())).get()));
    }

    /** Makes {@code lstm-projected} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS, PROJECTION, FORGET_BIAS, SECOND_BIAS);
        }

        @Override
        public Cell create(Settings settings) {
            return new LstmProjectedCell(settings);
        }
    }
}
