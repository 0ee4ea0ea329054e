package dev.rnn4j.losses;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.LossProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;
import java.util.List;
import java.util.OptionalInt;

/**
 * The cross-entropy between a target distribution over O classes and the softmax of the logits.
 *
 * <pre>{@code
 * log p = log softmax(z)
 * t'ᵢ = (1 − ε) tᵢ + ε/O Σⱼ tⱼ                      label smoothing (Szegedy et al. 2016, section 7)
 * loss = −Σᵢ wᵢ t'ᵢ log pᵢ                          not divided by O
 * weight = Σᵢ wᵢ tᵢ                                 a mean is Σ loss / Σ weight
 * ∂loss/∂zᵢ = pᵢ Σⱼ wⱼ t'ⱼ − wᵢ t'ᵢ                  = pᵢ − tᵢ without smoothing and weights
 * }</pre>
 *
 * The target is a row: one-hot, or a distribution over the classes. A row of zeros is no target: its loss and its
 * weight are 0. The loss starts from the logits, so it is finite for any of them; no probability is clamped.
 *
 * <p>For class indices this is PyTorch's definition. PyTorch divides by the number of rows, not by the weights, where
 * targets are distributions <em>and</em> classes are weighted; here a mean is always over the weights.
 */
public final class CrossEntropyLoss implements Loss {
    /** The part ε of a target that is spread evenly over all classes. */
    public static final Setting<Double> LABEL_SMOOTHING = Setting.number(
                    "label-smoothing", 0.0, "part of the target that is spread evenly over all classes")
            .atLeast(0)
            .atMost(1);

    /** The weight wᵢ of each class, shape {@code [O]}; all 1 unless given. */
    public static final Setting<List<Double>> CLASS_WEIGHTS = Setting.numbers(
                    "class-weights", "weight of each class, all 1 unless given")
            .atLeast(0);

    /** The class index that stands for "no target"; none unless given. */
    public static final Setting<Integer> IGNORED_INDEX =
            Setting.optionalInteger("ignored-index", "class index that marks a step without a target");

    private static final String NAME = "cross-entropy";

    private final Settings settings;
    private final double smoothing;
    private final double[] classWeights;
    private final OptionalInt ignoredIndex;

    /** The loss with its defaults. */
    public CrossEntropyLoss() {
        this(Settings.none());
    }

    /** The loss with this much label smoothing, from 0 to 1. */
    public CrossEntropyLoss(double labelSmoothing) {
        this(Settings.none().with(LABEL_SMOOTHING, labelSmoothing));
    }

    /**
     * The loss with these settings.
     *
     * @throws BadInputException if no class has a weight above 0
     */
    public CrossEntropyLoss(Settings settings) {
        this.settings = settings;
        smoothing = settings.get(LABEL_SMOOTHING);
        List<Double> weights = settings.get(CLASS_WEIGHTS);
        classWeights = weights == null
                ? new double[0]
                : weights.stream().mapToDouble(Double::doubleValue).toArray();
        if (weights != null && weights.stream().noneMatch(w -> w > 0)) {
            throw new BadInputException("cross-entropy's class-weights are " + weights
                    + ", so no class counts: make one of them above 0, or leave class-weights out");
        }
        Integer ignored = settings.get(IGNORED_INDEX);
        ignoredIndex = ignored == null ? OptionalInt.empty() : OptionalInt.of(ignored);
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
    public String logitsOf() {
        return "softmax";
    }

    @Override
    public Value of(Value output, Value target) {
        return weighted(smoothed(target)).times(output.logSoftmax()).sum().unaryMinus();
    }

    @Override
    public Value weight(Value target) {
        return weighted(target).sum();
    }

    @Override
    public OptionalInt ignoredIndex() {
        return ignoredIndex;
    }

    private Value smoothed(Value target) {
        if (smoothing == 0) {
            return target;
        }
        int classes = target.width();
        // Spread over what the target adds up to, not over 1: a row of zeros stays one.
        return target.times(1 - smoothing)
                .plus(target.sum().times(smoothing / classes).expand(classes));
    }

    private Value weighted(Value target) {
        if (classWeights.length == 0) {
            return target;
        }
        if (classWeights.length != target.width()) {
            throw new BadInputException("cross-entropy's class-weights has " + classWeights.length
                    + " numbers, but there are " + target.width() + " classes: give one weight for each class");
        }
        return target.times(target.constant(classWeights));
    }

    /** Makes {@code cross-entropy} by name. */
    public static final class Provider implements LossProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(LABEL_SMOOTHING, CLASS_WEIGHTS, IGNORED_INDEX);
        }

        @Override
        public Loss create(Settings settings) {
            return new CrossEntropyLoss(settings);
        }
    }
}
