package dev.rnn4j.core.graph;

/** The primitive operations of a traced graph. Element by element unless said otherwise. */
public enum Op {
    // ---- leaves: not computed, only read
    INPUT(Kind.LEAF, "input"),
    STATE(Kind.LEAF, "state"),
    /** A learned row, the same for every row of the batch. */
    VECTOR(Kind.LEAF, "vector"),
    /** A constant row. */
    CONSTANT(Kind.LEAF, "constant"),
    /** A row of k2 with probability k, else 0, drawn outside. */
    MASK(Kind.LEAF, "mask"),
    /** In a backward graph: a value of the forward graph. */
    TAPE(Kind.LEAF, "tape"),
    /** A row of zeros. */
    ZERO(Kind.LEAF, "0"),

    // ---- arithmetic
    COPY(Kind.ELEMENT, "copy"),
    ADD(Kind.ELEMENT, "+"),
    SUB(Kind.ELEMENT, "-"),
    MUL(Kind.ELEMENT, "*"),
    DIV(Kind.ELEMENT, "/"),
    /** a·b + c. */
    FMA(Kind.ELEMENT, "fma"),
    /** c − a·b. */
    FNMA(Kind.ELEMENT, "fnma"),
    /** k·a; k may be a scalar. */
    SCALE(Kind.ELEMENT, "scale"),
    /** k·a + b. */
    AXPY(Kind.ELEMENT, "axpy"),
    /** a + k; k may be a scalar. */
    ADDK(Kind.ELEMENT, "add"),
    /** k − a. */
    RSUBK(Kind.ELEMENT, "rsub"),
    MAX(Kind.ELEMENT, "max"),
    MIN(Kind.ELEMENT, "min"),
    /** Within [k, k2]. */
    CLAMP(Kind.ELEMENT, "clamp"),
    /** b where a is positive, else c. */
    CHOOSE(Kind.ELEMENT, "ifPositive"),

    // ---- functions
    SIGMOID(Kind.ELEMENT, "sigmoid"),
    TANH(Kind.ELEMENT, "tanh"),
    RELU(Kind.ELEMENT, "relu"),
    EXP(Kind.ELEMENT, "exp"),
    EXPM1(Kind.ELEMENT, "expm1"),
    LOG(Kind.ELEMENT, "log"),
    LOG1P(Kind.ELEMENT, "log1p"),
    SOFTPLUS(Kind.ELEMENT, "softplus"),
    SQUARE(Kind.ELEMENT, "square"),
    SQRT(Kind.ELEMENT, "sqrt"),
    ABS(Kind.ELEMENT, "abs"),
    SIGN(Kind.ELEMENT, "sign"),
    ERF(Kind.ELEMENT, "erf"),
    CUSTOM(Kind.ELEMENT, "custom"),
    /** The same value; the gradient stops here. */
    DETACH(Kind.ELEMENT, "detach"),

    // ---- derivatives: the first argument is the gradient of the result
    /** d·y·(1 − y). */
    SIGMOID_GRAD(Kind.ELEMENT, "sigmoid'"),
    /** d·y·(1 − y) + c. */
    SIGMOID_GRAD_ADD(Kind.ELEMENT, "sigmoid'+"),
    /** d·(1 − y²). */
    TANH_GRAD(Kind.ELEMENT, "tanh'"),
    /** d·(1 − y²) + c. */
    TANH_GRAD_ADD(Kind.ELEMENT, "tanh'+"),
    /** d where y is positive. */
    RELU_GRAD(Kind.ELEMENT, "relu'"),
    /** d where k < x < k2. */
    CLAMP_GRAD(Kind.ELEMENT, "clamp'"),
    /** d·2/√π·exp(−x²). */
    ERF_GRAD(Kind.ELEMENT, "erf'"),
    CUSTOM_GRAD(Kind.ELEMENT, "custom'"),

    // ---- over the row
    ROW_SUM(Kind.ROW, "sum"),
    EXPAND(Kind.ROW, "expand"),
    /** Each column several times in a row. */
    SPREAD(Kind.ROW, "spread"),
    /** The sum of each block of columns. */
    BLOCK_SUM(Kind.ROW, "sumBlocks"),
    /** The whole row several times. */
    REPEAT(Kind.ROW, "repeat"),
    /** The sum over all blocks, column by column. */
    FOLD(Kind.ROW, "fold"),
    ROW_MAX(Kind.ROW, "max"),
    ROW_MAX_GRAD(Kind.ROW, "max'"),
    SOFTMAX(Kind.ROW, "softmax"),
    SOFTMAX_GRAD(Kind.ROW, "softmax'"),
    LOG_SOFTMAX(Kind.ROW, "logSoftmax"),
    LOG_SOFTMAX_GRAD(Kind.ROW, "logSoftmax'"),
    /** (x − mean) / √(variance + k). */
    NORMALIZE(Kind.ROW, "normalize"),
    NORMALIZE_GRAD(Kind.ROW, "normalize'"),
    /** Columns from {@code from} on. */
    SLICE(Kind.ROW, "slice"),
    /** The argument at column {@code from} of a row of zeros. */
    PAD(Kind.ROW, "pad"),
    /** The arguments side by side. */
    CONCAT(Kind.ROW, "concat"),
    /** Not in a graph: the argument written at column {@code from}, the rest left as it is. */
    PLACE(Kind.ROW, "place"),

    // ---- with weights
    /** Σ operand · weights (+ base) (+ bias); see {@link Node#linear}. */
    LINEAR(Kind.LINEAR, "linear"),
    /** Added up over all rows and steps: the gradient of a vector. */
    ACCUMULATE(Kind.ACCUMULATE, "accumulate");

    /** What a scheduler needs to know of an operation. */
    public enum Kind {
        LEAF,
        ELEMENT,
        ROW,
        LINEAR,
        ACCUMULATE
    }

    private final Kind kind;
    private final String symbol;

    Op(Kind kind, String symbol) {
        this.kind = kind;
        this.symbol = symbol;
    }

    public Kind kind() {
        return kind;
    }

    public boolean leaf() {
        return kind == Kind.LEAF;
    }

    /** How the operation is printed. */
    public String symbol() {
        return symbol;
    }
}
