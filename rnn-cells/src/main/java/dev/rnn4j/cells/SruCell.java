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
 * The simple recurrent unit (Lei et al. 2018): a light recurrence and a highway around it.
 *
 * <pre>{@code
 * f = σ(W_f x + v_f c + b_f)            forget gate
 * r = σ(W_r x + v_r c + b_r)            reset gate of the highway
 * c' = f c + (1 − f) (W_w x)
 * h = r c' + (1 − r) k                  the output
 * k = α x                               if I = H,  α = √(1 + 2 e^β), β the start of b_r
 * k = W_k x                             otherwise: a fourth projection, as the input does not fit
 * }</pre>
 *
 * v_f c and v_r c are element by element, so there is no recurrent product. Which of the two highways it is follows
 * from the width of the input; α makes up for what the gates take from the variance of x.
 *
 * <p>State c {@code [H]}; h is an output only. Parameters: {@code weight_ih [3·H, I]} with the blocks w, f, r, or
 * {@code [4·H, I]} with w, f, r, k; {@code bias_ih [2·H]} with f, r; {@code v_f} and {@code v_r}, {@code [H]} each.
 *
 * <p>Weights start uniform with variance 1/I (W_w), 1/(2 I) (W_f, W_r), α²/I (W_k) and 1/2 (v), as in the authors' own
 * program.
 */
public final class SruCell implements Cell {
    /** The hidden units H. */
    public static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    /** Where the bias b_r of the highway's gate starts; below 0, more of the input passes. */
    public static final Setting<Double> HIGHWAY_BIAS =
            Setting.number("highway-bias", 0.0, "start of the bias of the highway's gate");

    private static final String NAME = "sru";

    private final Settings settings;
    private final int units;
    private final double highwayBias;

    /** The cell with this many hidden units. */
    public SruCell(int units) {
        this(Settings.none().with(UNITS, units));
    }

    /** The cell with these settings. */
    public SruCell(Settings settings) {
        this.settings = settings;
        units = settings.get(UNITS);
        highwayBias = settings.get(HIGHWAY_BIAS);
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
        Value x = t.input();
        Value c = t.state("c", units);
        Value w = t.linear(units, "w")
                .noBias()
                .weightStart(0, uniform(1.0 / x.width()))
                .of(x)
                .get();
        Gates z = t.linear(units, "f", "r")
                .biasStart("r", highwayBias)
                .weightStart(0, uniform(0.5 / x.width()))
                .of(x);
        Value f = z.get("f").plus(t.vector("v_f", units, uniform(0.5)).times(c)).sigmoid();
        Value r = z.get("r").plus(t.vector("v_r", units, uniform(0.5)).times(c)).sigmoid();
        Value next = t.next("c", f.times(c).plus(f.oneMinus().times(w)));
        t.emit(r.times(next).plus(r.oneMinus().times(highway(t, x))));
    }

    private Value highway(Step t, Value x) {
        double squaredScale = 1 + 2 * Math.exp(highwayBias);
        if (x.width() == units) {
            return x.times(Math.sqrt(squaredScale));
        }
        return t.linear(units, "k")
                .noBias()
                .weightStart(0, uniform(squaredScale / x.width()))
                .of(x)
                .get();
    }

    private static Initializer uniform(double variance) {
        return new Initializer.Uniform(Math.sqrt(3 * variance));
    }

    /** Makes {@code sru} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS, HIGHWAY_BIAS);
        }

        @Override
        public Cell create(Settings settings) {
            return new SruCell(settings);
        }
    }
}
