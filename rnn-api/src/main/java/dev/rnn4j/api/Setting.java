package dev.rnn4j.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One named, typed, range-checked setting of a plug-in, and the only place that holds its default.
 *
 * <pre>{@code
 * static final Setting<Double> LEARNING_RATE = Setting.number("learning-rate", 1e-3, "size of a step").above(0);
 * }</pre>
 *
 * @param <T> Double, Integer, Boolean, String (one of a list), {@code List<Double>}, or a plug-in type
 */
public final class Setting<T> {
    private final String name;
    private final Class<?> type;
    private final T defaultValue;
    private final boolean required;
    private final String doc;
    private final double low;
    private final boolean lowOpen;
    private final double high;
    private final boolean highOpen;
    private final List<String> choices;

    private Setting(
            String name,
            Class<?> type,
            T defaultValue,
            boolean required,
            String doc,
            double low,
            boolean lowOpen,
            double high,
            boolean highOpen,
            List<String> choices) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.required = required;
        this.doc = doc;
        this.low = low;
        this.lowOpen = lowOpen;
        this.high = high;
        this.highOpen = highOpen;
        this.choices = choices;
        if (!Names.legal(name)) {
            throw new IllegalArgumentException(
                    "setting name '" + name + "' is not " + Names.RULE + ", like 'learning-rate'");
        }
    }

    private static <T> Setting<T> of(String name, Class<?> type, T defaultValue, boolean required, String doc) {
        return new Setting<>(
                name,
                type,
                defaultValue,
                required,
                doc,
                Double.NEGATIVE_INFINITY,
                false,
                Double.POSITIVE_INFINITY,
                false,
                List.of());
    }

    /** A finite number with a default. */
    public static Setting<Double> number(String name, double defaultValue, String doc) {
        return of(name, Double.class, defaultValue, false, doc);
    }

    /** A finite number that must be given. */
    public static Setting<Double> number(String name, String doc) {
        return of(name, Double.class, null, true, doc);
    }

    /** A finite number that may be absent: {@link Settings#get} then answers null. */
    public static Setting<Double> optionalNumber(String name, String doc) {
        return of(name, Double.class, null, false, doc);
    }

    /** A whole number with a default. */
    public static Setting<Integer> integer(String name, int defaultValue, String doc) {
        return of(name, Integer.class, defaultValue, false, doc);
    }

    /** A whole number that must be given. */
    public static Setting<Integer> integer(String name, String doc) {
        return of(name, Integer.class, null, true, doc);
    }

    /** A whole number that may be absent: {@link Settings#get} then answers null. */
    public static Setting<Integer> optionalInteger(String name, String doc) {
        return of(name, Integer.class, null, false, doc);
    }

    /** True or false. */
    public static Setting<Boolean> flag(String name, boolean defaultValue, String doc) {
        return of(name, Boolean.class, defaultValue, false, doc);
    }

    /** One word of a list; the first is the default. */
    public static Setting<String> choice(String name, String doc, String... choices) {
        return new Setting<>(
                name,
                String.class,
                choices[0],
                false,
                doc,
                Double.NEGATIVE_INFINITY,
                false,
                Double.POSITIVE_INFINITY,
                false,
                List.of(choices));
    }

    /** A list of finite numbers that may be absent: {@link Settings#get} then answers null. */
    public static Setting<List<Double>> numbers(String name, String doc) {
        return of(name, List.class, null, false, doc);
    }

    /**
     * Another plug-in, such as the activation of a cell or the cell inside a wrapper. In files and on command lines it
     * is a name, or a name with settings.
     *
     * @param type {@code Activation.class}, {@code Cell.class}, {@code Loss.class} or {@code Optimizer.class}
     */
    public static <P extends Plugin> Setting<P> plugin(String name, Class<P> type, String doc) {
        return of(name, type, null, true, doc);
    }

    /** A {@link #plugin} that may be absent: {@link Settings#get} then answers null. */
    public static <P extends Plugin> Setting<P> optionalPlugin(String name, Class<P> type, String doc) {
        return of(name, type, null, false, doc);
    }

    /** The same setting for values greater than {@code bound}. */
    public Setting<T> above(double bound) {
        return ranged(bound, true, high, highOpen);
    }

    /** The same setting for values of {@code bound} or more. */
    public Setting<T> atLeast(double bound) {
        return ranged(bound, false, high, highOpen);
    }

    /** The same setting for values less than {@code bound}. */
    public Setting<T> below(double bound) {
        return ranged(low, lowOpen, bound, true);
    }

    /** The same setting for values of {@code bound} or less. */
    public Setting<T> atMost(double bound) {
        return ranged(low, lowOpen, bound, false);
    }

    private Setting<T> ranged(double newLow, boolean newLowOpen, double newHigh, boolean newHighOpen) {
        Setting<T> ranged = new Setting<>(
                name, type, defaultValue, required, doc, newLow, newLowOpen, newHigh, newHighOpen, choices);
        if (defaultValue instanceof Number n && ranged.inRange(n.doubleValue()) == null) {
            throw new IllegalArgumentException(
                    "the default of setting '" + name + "' is outside its own range: " + ranged.describe());
        }
        return ranged;
    }

    /** The setting's name; {@link Names} has the rule. */
    public String name() {
        return name;
    }

    /** Double, Integer, Boolean, String, List or a plug-in type. */
    public Class<?> type() {
        return type;
    }

    /** Whether {@link Settings#get} fails when no value was given. */
    public boolean required() {
        return required;
    }

    /** The default; null where the setting is required or optional. */
    public T defaultValue() {
        return defaultValue;
    }

    /** What the setting means, in a few words. */
    public String doc() {
        return doc;
    }

    /** The values that are allowed, in words, with the default. */
    public String describe() {
        StringBuilder s = new StringBuilder();
        if (!choices.isEmpty()) {
            s.append("one of ").append(String.join(", ", choices));
        } else if (type == Double.class) {
            s.append("a number");
        } else if (type == Integer.class) {
            s.append("a whole number");
        } else if (type == Boolean.class) {
            s.append("true or false");
        } else if (type == List.class) {
            s.append("a list of numbers");
        } else {
            s.append("the name of a registered ").append(type.getSimpleName().toLowerCase(Locale.ROOT));
        }
        if (low != Double.NEGATIVE_INFINITY) {
            s.append(lowOpen ? " above " : " of at least ").append(plain(low));
        }
        if (high != Double.POSITIVE_INFINITY) {
            s.append(low != Double.NEGATIVE_INFINITY ? " and" : "")
                    .append(highOpen ? " below " : " of at most ")
                    .append(plain(high));
        }
        if (defaultValue != null) {
            s.append(" (default ").append(defaultValue).append(')');
        }
        return s.toString();
    }

    /**
     * The value as this setting's type: any {@link Number} serves for a number, text is read where a number or a flag
     * is meant.
     *
     * @throws BadInputException if it is not of the type or outside the range
     */
    @SuppressWarnings("unchecked") // each branch makes what the factory of this type promised
    public T check(Object value) {
        Object checked = convert(value);
        if (checked == null) {
            throw refuse(value);
        }
        return (T) checked;
    }

    private Object convert(Object value) {
        if (type == Double.class) {
            return inRange(toDouble(value));
        }
        if (type == Integer.class) {
            Double d = inRange(toDouble(value));
            return d != null && d == Math.rint(d) && Math.abs(d) <= Integer.MAX_VALUE
                    ? Integer.valueOf(d.intValue())
                    : null;
        }
        if (type == Boolean.class) {
            if (value instanceof String s) {
                return s.equals("true") ? Boolean.TRUE : s.equals("false") ? Boolean.FALSE : null;
            }
            return value instanceof Boolean ? value : null;
        }
        if (type == String.class) {
            return value instanceof String s && choices.contains(s) ? s : null;
        }
        if (type == List.class) {
            return numbers(value);
        }
        return type.isInstance(value) ? value : null;
    }

    private List<Double> numbers(Object value) {
        List<?> items =
                value instanceof String s ? Arrays.asList(s.split("[,\\s]+")) : value instanceof List<?> l ? l : null;
        if (items == null) {
            return null;
        }
        Double[] numbers = new Double[items.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = inRange(toDouble(items.get(i)));
            if (numbers[i] == null) {
                return null;
            }
        }
        return List.of(numbers);
    }

    private static Double toDouble(Object value) {
        if (value instanceof Number n) {
            return n.doubleValue();
        }
        if (value instanceof String s) {
            try {
                return Double.valueOf(s.trim());
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return null;
    }

    private Double inRange(Double d) {
        boolean fits =
                d != null && Double.isFinite(d) && (lowOpen ? d > low : d >= low) && (highOpen ? d < high : d <= high);
        return fits ? d : null;
    }

    private BadInputException refuse(Object value) {
        return new BadInputException("setting '" + name + "' cannot be " + value + ": it is " + describe());
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e9
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }

    @Override
    public String toString() {
        return name + ": " + describe() + ", " + doc;
    }
}
