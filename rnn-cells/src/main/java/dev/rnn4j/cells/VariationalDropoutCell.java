package dev.rnn4j.cells;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.ForwardingStep;
import dev.rnn4j.api.Gates;
import dev.rnn4j.api.Initializer;
import dev.rnn4j.api.Linear;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Another cell with dropout inside it, by masks that stay the same for all steps of a sequence (Gal and Ghahramani
 * 2016).
 *
 * <pre>{@code
 * W x  becomes  W (m_x x)           U s  becomes  U (m_s s)      for each state s
 * m = 1 / (1 − rate) with probability 1 − rate, else 0, drawn for each sequence and column    in training
 * m = 1                                                                                       in use
 * }</pre>
 *
 * <p>Masked is what enters a linear map: the input, each state, and a product such as the r h of a GRU that resets
 * before its map, which is masked as h is. All gates and maps see the same mask of an operand. What is used element by
 * element stays as it is: the memory c of an LSTM, z h in a GRU, the u h of an independently recurrent network, which
 * therefore has no recurrent dropout at all. An operand that the cell computes on its way to the output, such as the
 * o tanh(c') that an LSTM projects, has no mask of its own either.
 *
 * <p>States and parameters are the inner cell's, with its names and shapes. With rates of 0, and in use, the cell is the
 * inner cell.
 */
public final class VariationalDropoutCell implements Cell {
    /** The cell inside. */
    public static final Setting<Cell> CELL = Wrapped.CELL;

    /** The probability with which a column of the input is dropped. */
    public static final Setting<Double> INPUT_RATE = Setting.number(
                    "input-rate", 0.25, "probability with which a column of the input is dropped for a sequence")
            .atLeast(0)
            .below(1);

    /** The probability with which a unit of a state is dropped. */
    public static final Setting<Double> RECURRENT_RATE = Setting.number(
                    "recurrent-rate", 0.25, "probability with which a unit of a state is dropped for a sequence")
            .atLeast(0)
            .below(1);

    private static final String NAME = "variational-dropout";

    private final Settings settings;
    private final Cell inner;
    private final double inputRate;
    private final double recurrentRate;

    /** The cell with these rates of dropout. */
    public VariationalDropoutCell(Cell inner, double inputRate, double recurrentRate) {
        this(Settings.none().with(CELL, inner).with(INPUT_RATE, inputRate).with(RECURRENT_RATE, recurrentRate));
    }

    /** The cell with these settings. */
    public VariationalDropoutCell(Settings settings) {
        this.settings = settings;
        inner = settings.get(CELL);
        inputRate = settings.get(INPUT_RATE);
        recurrentRate = settings.get(RECURRENT_RATE);
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
        inner.step(new MaskedStep(t));
    }

    /** A step whose linear maps see masked operands. */
    private final class MaskedStep extends ForwardingStep {
        private final Map<String, Value> inputs = new LinkedHashMap<>();
        private final Map<String, Value> states = new LinkedHashMap<>();
        private final Map<String, Value> masks = new HashMap<>();
        /** By operand; each is masked once, whatever the number of maps that it enters. */
        private final Map<Value, Value> masked = new HashMap<>();

        MaskedStep(Step step) {
            super(step);
            inputs.put("x", step.input());
        }

        @Override
        public Value input(String name, int width) {
            Value input = super.input(name, width);
            inputs.put(name, input);
            return input;
        }

        @Override
        public Value state(String name, int width) {
            Value state = super.state(name, width);
            states.put(name, state);
            return state;
        }

        @Override
        public Linear linear(int units, String... gates) {
            return new MaskedLinear(this, super.linear(units, gates));
        }

        Value masked(Value operand) {
            return masked.computeIfAbsent(operand, x -> {
                for (Map.Entry<String, Value> input : inputs.entrySet()) {
                    if (input.getValue() == x) {
                        return times(x, "input " + input.getKey(), inputRate);
                    }
                }
                List<String> from = new ArrayList<>();
                states.forEach((name, state) -> {
                    if (x.follows(state)) {
                        from.add(name);
                    }
                });
                // of a value that the cell computed, only a gated state is a recurrent operand
                return from.size() == 1 && states.get(from.get(0)).width() == x.width()
                        ? times(x, "state " + from.get(0), recurrentRate)
                        : x;
            });
        }

        private Value times(Value x, String mask, double rate) {
            if (rate == 0) {
                return x;
            }
            return x.times(masks.computeIfAbsent(
                    mask, name -> super.mask(NAME + "." + name, x.width(), 1 - rate, Per.SEQUENCE)));
        }

        // names of their own for wrappers within wrappers

        @Override
        public Value mask(String name, int width, double keep, Per per) {
            return super.mask(NAME + "/" + name, width, keep, per);
        }

        @Override
        public Value bernoulli(String name, int width, double probability, Per per) {
            return super.bernoulli(NAME + "/" + name, width, probability, per);
        }
    }

    private record MaskedLinear(MaskedStep step, Linear map) implements Linear {
        @Override
        public Linear named(String... operands) {
            return new MaskedLinear(step, map.named(operands));
        }

        @Override
        public Linear noBias() {
            return new MaskedLinear(step, map.noBias());
        }

        @Override
        public Linear biasEach() {
            return new MaskedLinear(step, map.biasEach());
        }

        @Override
        public Linear biasStart(String gate, double start) {
            return new MaskedLinear(step, map.biasStart(gate, start));
        }

        @Override
        public Linear weightStart(int operand, Initializer start) {
            return new MaskedLinear(step, map.weightStart(operand, start));
        }

        @Override
        public Gates of(Value... operands) {
            Value[] masked = new Value[operands.length];
            for (int i = 0; i < masked.length; i++) {
                masked[i] = step.masked(operands[i]);
            }
            return map.of(masked);
        }
    }

    /** Makes {@code variational-dropout} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(CELL, INPUT_RATE, RECURRENT_RATE);
        }

        @Override
        public Cell create(Settings settings) {
            return new VariationalDropoutCell(settings);
        }
    }
}
