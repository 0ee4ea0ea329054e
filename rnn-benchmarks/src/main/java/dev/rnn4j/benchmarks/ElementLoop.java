package dev.rnn4j.benchmarks;

/** The engine's main loops over elements, each with what it computes of one element of a, b and c, in both precisions. */
public enum ElementLoop {
    /** a + b. */
    ADD((a, b, c) -> a + b, (a, b, c) -> a + b),
    /** a − b. */
    SUB((a, b, c) -> a - b, (a, b, c) -> a - b),
    /** a b. */
    MUL((a, b, c) -> a * b, (a, b, c) -> a * b),
    /** a / b. */
    DIV((a, b, c) -> a / b, (a, b, c) -> a / b),
    /** a b + c. */
    FMA((a, b, c) -> a * b + c, (a, b, c) -> a * b + c),
    /** c − a b. */
    FNMA((a, b, c) -> c - a * b, (a, b, c) -> c - a * b),
    /** k a. */
    SCALE((a, b, c) -> (float) ElementLoop.K * a, (a, b, c) -> ElementLoop.K * a),
    /** k a + b. */
    AXPY((a, b, c) -> (float) ElementLoop.K * a + b, (a, b, c) -> ElementLoop.K * a + b),
    /** a + k. */
    ADDK((a, b, c) -> a + (float) ElementLoop.K, (a, b, c) -> a + ElementLoop.K),
    /** k − a. */
    RSUBK((a, b, c) -> (float) ElementLoop.K - a, (a, b, c) -> ElementLoop.K - a),
    /** The larger of a and b. */
    MAX((a, b, c) -> Math.max(a, b), (a, b, c) -> Math.max(a, b)),
    /** a within [k, k2]. */
    CLAMP(
            (a, b, c) -> Math.max((float) ElementLoop.K, Math.min((float) ElementLoop.K2, a)),
            (a, b, c) -> Math.max(ElementLoop.K, Math.min(ElementLoop.K2, a))),
    /** The larger of a and 0. */
    RELU((a, b, c) -> Math.max(0, a), (a, b, c) -> Math.max(0, a)),
    /** 1 / (1 + exp(−a)). */
    SIGMOID((a, b, c) -> (float) (1 / (1 + Math.exp(-a))), (a, b, c) -> 1 / (1 + Math.exp(-a))),
    /** tanh(a). */
    TANH((a, b, c) -> (float) Math.tanh(a), (a, b, c) -> Math.tanh(a)),
    /** exp(a). */
    EXP((a, b, c) -> (float) Math.exp(a), (a, b, c) -> Math.exp(a)),
    /** a b (1 − b). */
    SIGMOID_GRAD((a, b, c) -> a * b * (1 - b), (a, b, c) -> a * b * (1 - b)),
    /** a b (1 − b) + c. */
    SIGMOID_GRAD_ADD((a, b, c) -> a * b * (1 - b) + c, (a, b, c) -> a * b * (1 - b) + c),
    /** a (1 − b²). */
    TANH_GRAD((a, b, c) -> a * (1 - b * b), (a, b, c) -> a * (1 - b * b)),
    /** a (1 − b²) + c. */
    TANH_GRAD_ADD((a, b, c) -> a * (1 - b * b) + c, (a, b, c) -> a * (1 - b * b) + c);

    /** The constant of those that have one. */
    public static final double K = 0.3;

    /** The second constant of {@link #CLAMP}. */
    public static final double K2 = 0.7;

    /** One element in float32. */
    public interface Twin32 {
        /** The result. */
        float of(float a, float b, float c);
    }

    /** One element in float64. */
    public interface Twin64 {
        /** The result. */
        double of(double a, double b, double c);
    }

    private final Twin32 twin32;
    private final Twin64 twin64;

    ElementLoop(Twin32 twin32, Twin64 twin64) {
        this.twin32 = twin32;
        this.twin64 = twin64;
    }

    /** What it computes, in float32. */
    public Twin32 twin32() {
        return twin32;
    }

    /** What it computes, in float64. */
    public Twin64 twin64() {
        return twin64;
    }
}
