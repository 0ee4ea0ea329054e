package dev.rnn4j.core.engine;

import dev.rnn4j.api.Elementwise;
import dev.rnn4j.core.kernel.MatrixProducts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Erf;

/** The operations in float64; {@link Kernels32} is the same in float32, and says why it has this shape. */
final class Kernels64 extends Kernels {
    private final RankedProducts<double[]> products;
    private final Softmax64 softmax = new Softmax64();

    Kernels64(RankedProducts<double[]> products) {
        this.products = products;
    }

    @Override
    Object[] arrays(int length) {
        return new double[length][];
    }

    @Override
    Object[][] arraysOfArrays(int length) {
        return new double[length][][];
    }

    @Override
    public Object allocate(int length) {
        return new double[length];
    }

    @Override
    public double get(Object array, int i) {
        return ((double[]) array)[i];
    }

    @Override
    public void set(Object array, int i, double x) {
        ((double[]) array)[i] = x;
    }

    @Override
    public void write(Object array, int at, double[] x, int n) {
        System.arraycopy(x, 0, (double[]) array, at, n);
    }

    @Override
    public void read(Object array, int at, double[] x, int n) {
        System.arraycopy((double[]) array, at, x, 0, n);
    }

    @Override
    public void fill(Object array, int from, int to, double x) {
        Arrays.fill((double[]) array, from, to, x);
    }

    @Override
    double squaredNorm(Object array, int length) {
        double[] a = (double[]) array;
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[i] * a[i];
        }
        return sum;
    }

    @Override
    void scale(Object array, double factor, int length) {
        scale((double[]) array, (double[]) array, factor, 0, length);
    }

    @Override
    void clamp(Object array, double bound, int length) {
        clamp((double[]) array, (double[]) array, -bound, bound, 0, length);
    }

    @Override
    public void add(Object y, Object x, int length) {
        add((double[]) y, (double[]) y, (double[]) x, 0, length);
    }

    @Override
    public void addRow(Object y, int yo, Object x, int xo, int n) {
        double[] to = (double[]) y;
        double[] from = (double[]) x;
        for (int j = 0; j < n; j++) {
            to[yo + j] += from[xo + j];
        }
    }

    private static List<double[]> all(Object[] arrays) {
        List<double[]> all = new ArrayList<>();
        for (Object array : arrays) {
            all.add((double[]) array);
        }
        return all;
    }

    @Override
    Object weightsOf(Parameter[] parameters, int[] offsets, int[] units, boolean transposed) {
        List<double[]> values = new ArrayList<>();
        for (Parameter p : parameters) {
            values.add((double[]) p.value);
        }
        return weights(parameters, values, offsets, units, transposed);
    }

    @Override
    @SuppressWarnings("unchecked") // made by weightsOf
    Object pack(Object weightsOf, Rows rows, Object old) {
        return products.pack((List<MatrixProducts.Weights<double[]>>) weightsOf, rows, old);
    }

    @Override
    void product(Object a, Object packed, Object[] c, int rows) {
        products.multiply((double[]) a, packed, (double[][]) c, rows);
    }

    @Override
    void products(Object[] a, Object packed, Object[][] c, int[] rows, int parts) {
        products.multiplyAll((double[][]) a, packed, (double[][][]) c, rows, parts);
    }

    @Override
    Object gradientOf(
            Object[] operand, int m, List<Object[]> deltas, int[] widths, Parameter[] parameters, int[] offsets) {
        List<double[]> gradients = new ArrayList<>();
        List<List<double[]>> d = new ArrayList<>();
        int[] strides = new int[parameters.length];
        for (int j = 0; j < parameters.length; j++) {
            gradients.add((double[]) parameters[j].gradient);
            d.add(all(deltas.get(j)));
            strides[j] = parameters[j].units();
        }
        return new MatrixProducts.Gradient<>(all(operand), m, d, widths, gradients, offsets, strides);
    }

    @Override
    @SuppressWarnings("unchecked") // made by gradientOf
    void gradient(Object gradientOf, Rows rows, int from, int to) {
        products.gradient(
                (MatrixProducts.Gradient<double[]>) gradientOf, rows.parts(), rows.slots(), rows.total(), from, to);
    }

    @Override
    void run(Instruction i, Object yo, Object ao, Object bo, Object co, int first, int end) {
        double[] y = (double[]) yo;
        double[] a = (double[]) ao;
        double[] b = (double[]) bo;
        double[] c = (double[]) co;
        int w = i.width;
        int f = first * w;
        int n = end * w;
        double k = i.k;
        switch (i.op) {
            case COPY, DETACH -> System.arraycopy(a, f, y, f, n - f);
            case ADD -> add(y, a, b, f, n);
            case SUB -> sub(y, a, b, f, n);
            case MUL -> mul(y, a, b, f, n);
            case DIV -> div(y, a, b, f, n);
            case FMA -> fma(y, a, b, c, f, n);
            case FNMA -> fnma(y, a, b, c, f, n);
            case SCALE -> scale(y, a, k, f, n);
            case AXPY -> axpy(y, a, b, k, f, n);
            case ADDK -> addConstant(y, a, k, f, n);
            case RSUBK -> subtractFrom(y, a, k, f, n);
            case MAX -> max(y, a, b, f, n);
            case MIN -> min(y, a, b, f, n);
            case CLAMP -> clamp(y, a, k, i.k2, f, n);
            case CHOOSE -> choose(y, a, b, c, f, n);
            case SIGMOID -> sigmoid(y, a, f, n);
            case TANH -> tanh(y, a, f, n);
            case RELU -> relu(y, a, f, n);
            case EXP -> Softmax64.exp(y, a, f, n);
            case EXPM1 -> expm1(y, a, f, n);
            case LOG -> log(y, a, f, n);
            case LOG1P -> log1p(y, a, f, n);
            case SOFTPLUS -> softplus(y, a, f, n);
            case SQUARE -> mul(y, a, a, f, n);
            case SQRT -> sqrt(y, a, f, n);
            case ABS -> abs(y, a, f, n);
            case SIGN -> sign(y, a, f, n);
            case ERF -> erf(y, a, f, n);
            case CUSTOM -> custom(y, a, i.function, f, n);
            case SIGMOID_GRAD -> sigmoidGrad(y, a, b, f, n);
            case SIGMOID_GRAD_ADD -> sigmoidGradAdd(y, a, b, c, f, n);
            case TANH_GRAD -> tanhGrad(y, a, b, f, n);
            case TANH_GRAD_ADD -> tanhGradAdd(y, a, b, c, f, n);
            case RELU_GRAD -> reluGrad(y, a, b, f, n);
            case CLAMP_GRAD -> clampGrad(y, a, b, k, i.k2, f, n);
            case ERF_GRAD -> erfGrad(y, a, b, k, f, n);
            case CUSTOM_GRAD -> customGrad(y, a, b, c, i.function, f, n);
            case ROW_SUM -> rowSum(y, a, first, end, i.argWidth);
            case EXPAND -> spread(y, a, first, end, w);
            case SPREAD -> spread(y, a, first * i.argWidth, end * i.argWidth, w / i.argWidth);
            case BLOCK_SUM -> rowSum(y, a, f, n, i.argWidth / w);
            case REPEAT -> repeat(y, w, a, i.argWidth, first, end);
            case FOLD -> fold(y, w, a, i.argWidth, first, end);
            case ROW_MAX -> rowMax(y, a, first, end, i.argWidth);
            case ROW_MAX_GRAD -> rowMaxGrad(y, a, b, first, end, w);
            case SOFTMAX -> softmax.softmax(y, a, first, end, w);
            case SOFTMAX_GRAD -> softmaxGrad(y, a, b, first, end, w);
            case LOG_SOFTMAX -> softmax.logSoftmax(y, a, first, end, w);
            case LOG_SOFTMAX_GRAD -> softmax.logSoftmaxGrad(y, a, b, first, end, w);
            case NORMALIZE -> normalize(y, a, i.k, first, end, w);
            case NORMALIZE_GRAD -> normalizeGrad(y, a, b, i.k, first, end, w);
            case SLICE -> columns(y, w, 0, a, i.argWidth, i.from, first, end, w);
            case PAD -> {
                Arrays.fill(y, f, n, 0);
                columns(y, w, i.from, a, i.argWidth, 0, first, end, i.argWidth);
            }
            case PLACE -> columns(y, w, i.from, a, i.argWidth, 0, first, end, i.argWidth);
            case ACCUMULATE -> add(y, y, a, f, n);
            default -> throw new IllegalStateException("cannot run " + i.op);
        }
    }

    // ---- arithmetic

    static void add(double[] y, double[] a, double[] b, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = a[i] + b[i];
        }
    }

    static void sub(double[] y, double[] a, double[] b, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = a[i] - b[i];
        }
    }

    static void mul(double[] y, double[] a, double[] b, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = a[i] * b[i];
        }
    }

    static void div(double[] y, double[] a, double[] b, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = a[i] / b[i];
        }
    }

    static void fma(double[] y, double[] a, double[] b, double[] c, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.fma(a[i], b[i], c[i]);
        }
    }

    static void fnma(double[] y, double[] a, double[] b, double[] c, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = c[i] - a[i] * b[i];
        }
    }

    static void scale(double[] y, double[] a, double k, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = k * a[i];
        }
    }

    static void axpy(double[] y, double[] a, double[] b, double k, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.fma(k, a[i], b[i]);
        }
    }

    static void addConstant(double[] y, double[] a, double k, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = a[i] + k;
        }
    }

    static void subtractFrom(double[] y, double[] a, double k, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = k - a[i];
        }
    }

    static void max(double[] y, double[] a, double[] b, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.max(a[i], b[i]);
        }
    }

    static void min(double[] y, double[] a, double[] b, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.min(a[i], b[i]);
        }
    }

    static void clamp(double[] y, double[] a, double low, double high, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.max(low, Math.min(high, a[i]));
        }
    }

    static void choose(double[] y, double[] a, double[] b, double[] c, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = a[i] > 0 ? b[i] : c[i];
        }
    }

    // ---- functions

    /**
     * Within 9 ulp, and 6e-16: p / q is tanh(x/16) by its continued fraction, odd of degree 7 over even of degree 6; tanh 2u =
     * 2 tanh u / (1 + tanh² u) doubles u four times without a division. Beyond ±20 it is ±1 in float64.
     */
    static void tanh(double[] y, double[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            double x = Math.max(-1.25, Math.min(1.25, a[i] / 16));
            double s = x * x;
            double p = Math.fma(s, Math.fma(s, Math.fma(s, 1 / 135135.0, 378 / 135135.0), 17325 / 135135.0), 1) * x;
            double q = Math.fma(s, Math.fma(s, Math.fma(s, 28 / 135135.0, 3150 / 135135.0), 62370 / 135135.0), 1);
            double p2 = 2 * p * q;
            double q2 = Math.fma(p, p, q * q);
            double p4 = 2 * p2 * q2;
            double q4 = Math.fma(p2, p2, q2 * q2);
            double p8 = 2 * p4 * q4;
            double q8 = Math.fma(p4, p4, q4 * q4);
            y[i] = 2 * p8 * q8 / Math.fma(p8, p8, q8 * q8);
        }
    }

    /** Exact in both tails: e^x underflows slowly, and 1 / (1 + ∞) is 0. */
    static void sigmoid(double[] y, double[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = 1 / (1 + Math.exp(-a[i]));
        }
    }

    static void relu(double[] y, double[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.max(0, a[i]);
        }
    }

    static void expm1(double[] y, double[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.expm1(a[i]);
        }
    }

    static void log(double[] y, double[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.log(a[i]);
        }
    }

    static void log1p(double[] y, double[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.log1p(a[i]);
        }
    }

    static void softplus(double[] y, double[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            double x = a[i];
            y[i] = (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
        }
    }

    static void sqrt(double[] y, double[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.sqrt(a[i]);
        }
    }

    static void abs(double[] y, double[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.abs(a[i]);
        }
    }

    static void sign(double[] y, double[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.signum(a[i]);
        }
    }

    static void erf(double[] y, double[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Erf.erf(a[i]);
        }
    }

    static void custom(double[] y, double[] a, Elementwise f, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = f.f(a[i]);
        }
    }

    // ---- derivatives

    static void sigmoidGrad(double[] y, double[] d, double[] s, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = d[i] * s[i] * (1 - s[i]);
        }
    }

    static void sigmoidGradAdd(double[] y, double[] d, double[] s, double[] c, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = c[i] + d[i] * s[i] * (1 - s[i]);
        }
    }

    static void tanhGrad(double[] y, double[] d, double[] s, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = d[i] * (1 - s[i] * s[i]);
        }
    }

    static void tanhGradAdd(double[] y, double[] d, double[] s, double[] c, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = c[i] + d[i] * (1 - s[i] * s[i]);
        }
    }

    static void reluGrad(double[] y, double[] d, double[] s, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = s[i] > 0 ? d[i] : 0;
        }
    }

    static void clampGrad(double[] y, double[] d, double[] x, double low, double high, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = x[i] > low && x[i] < high ? d[i] : 0;
        }
    }

    static void erfGrad(double[] y, double[] d, double[] x, double k, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = d[i] * k * Math.exp(-x[i] * x[i]);
        }
    }

    static void customGrad(double[] y, double[] d, double[] x, double[] fx, Elementwise f, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = d[i] * f.df(x[i], fx[i]);
        }
    }

    // ---- over rows

    static void rowSum(double[] y, double[] a, int first, int end, int w) {
        for (int r = first, o = first * w; r < end; r++, o += w) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int j = 0;
            for (; j + 3 < w; j += 4) {
                s0 += a[o + j];
                s1 += a[o + j + 1];
                s2 += a[o + j + 2];
                s3 += a[o + j + 3];
            }
            for (; j < w; j++) {
                s0 += a[o + j];
            }
            y[r] = (s0 + s1) + (s2 + s3);
        }
    }

    /** Each number {@code times} times. */
    static void spread(double[] y, double[] a, int first, int end, int times) {
        for (int i = first; i < end; i++) {
            Arrays.fill(y, i * times, i * times + times, a[i]);
        }
    }

    /** Each row of width {@code aw} as often as it fits into one of width {@code yw}. */
    static void repeat(double[] y, int yw, double[] a, int aw, int first, int end) {
        for (int o = first * yw; o < end * yw; o += aw) {
            System.arraycopy(a, o / yw * aw, y, o, aw);
        }
    }

    /** The sum of the blocks of width {@code yw} of each row of width {@code aw}. */
    static void fold(double[] y, int yw, double[] a, int aw, int first, int end) {
        for (int r = first; r < end; r++) {
            System.arraycopy(a, r * aw, y, r * yw, yw);
            for (int o = r * aw + yw; o < r * aw + aw; o += yw) {
                for (int j = 0; j < yw; j++) {
                    y[r * yw + j] += a[o + j];
                }
            }
        }
    }

    static int firstLargest(double[] a, int o, int w) {
        int best = 0;
        for (int j = 1; j < w; j++) {
            if (a[o + j] > a[o + best]) {
                best = j;
            }
        }
        return best;
    }

    static void rowMax(double[] y, double[] a, int first, int end, int w) {
        for (int r = first; r < end; r++) {
            y[r] = a[r * w + firstLargest(a, r * w, w)];
        }
    }

    static void rowMaxGrad(double[] y, double[] d, double[] a, int first, int end, int w) {
        for (int r = first, o = first * w; r < end; r++, o += w) {
            int best = firstLargest(a, o, w);
            double g = d[r];
            Arrays.fill(y, o, o + w, 0);
            y[o + best] = g;
        }
    }

    static void softmaxGrad(double[] y, double[] d, double[] p, int first, int end, int w) {
        for (int r = first, o = first * w; r < end; r++, o += w) {
            double dot = 0;
            for (int j = 0; j < w; j++) {
                dot = Math.fma(d[o + j], p[o + j], dot);
            }
            for (int j = 0; j < w; j++) {
                y[o + j] = p[o + j] * (d[o + j] - dot);
            }
        }
    }

    private static double mean(double[] a, int o, int w) {
        double sum = 0;
        for (int j = 0; j < w; j++) {
            sum += a[o + j];
        }
        return sum / w;
    }

    /** 1 / √(variance + epsilon) of a row. */
    private static double inverseDeviation(double[] a, int o, int w, double mean, double epsilon) {
        double sum = 0;
        for (int j = 0; j < w; j++) {
            double e = a[o + j] - mean;
            sum += e * e;
        }
        return 1 / Math.sqrt(sum / w + epsilon);
    }

    static void normalize(double[] y, double[] a, double epsilon, int first, int end, int w) {
        for (int r = first, o = first * w; r < end; r++, o += w) {
            double mean = mean(a, o, w);
            double s = inverseDeviation(a, o, w, mean, epsilon);
            for (int j = 0; j < w; j++) {
                y[o + j] = ((a[o + j] - mean) * s);
            }
        }
    }

    /** s (d − mean d − y mean(d y)), with y the normalised row and s the inverse deviation. */
    static void normalizeGrad(double[] y, double[] d, double[] a, double epsilon, int first, int end, int w) {
        for (int r = first, o = first * w; r < end; r++, o += w) {
            double mean = mean(a, o, w);
            double s = inverseDeviation(a, o, w, mean, epsilon);
            double md = mean(d, o, w);
            double mdy = 0;
            for (int j = 0; j < w; j++) {
                mdy += d[o + j] * ((a[o + j] - mean) * s);
            }
            mdy /= w;
            for (int j = 0; j < w; j++) {
                y[o + j] = (s * (d[o + j] - md - (a[o + j] - mean) * s * mdy));
            }
        }
    }

    /** n columns of each row, from column {@code ac} of a to column {@code yc} of y. */
    static void columns(double[] y, int yw, int yc, double[] a, int aw, int ac, int first, int end, int n) {
        for (int r = first; r < end; r++) {
            System.arraycopy(a, r * aw + ac, y, r * yw + yc, n);
        }
    }
}
