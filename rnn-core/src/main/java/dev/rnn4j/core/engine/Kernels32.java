package dev.rnn4j.core.engine;

import dev.rnn4j.api.Elementwise;
import dev.rnn4j.core.kernel.MatrixProducts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Erf;

/**
 * The operations in float32; {@link Kernels64} is the same in float64. Each loop is small and runs over arrays from index
 * 0, so that it is compiled to vector instructions.
 */
final class Kernels32 extends Kernels {
    private final RankedProducts<float[]> products;
    private final Softmax32 softmax = new Softmax32();

    Kernels32(RankedProducts<float[]> products) {
        this.products = products;
    }

    @Override
    Object[] arrays(int length) {
        return new float[length][];
    }

    @Override
    Object[][] arraysOfArrays(int length) {
        return new float[length][][];
    }

    @Override
    public Object allocate(int length) {
        return new float[length];
    }

    @Override
    public double get(Object array, int i) {
        return ((float[]) array)[i];
    }

    @Override
    public void set(Object array, int i, double x) {
        ((float[]) array)[i] = (float) x;
    }

    @Override
    public void write(Object array, int at, double[] x, int n) {
        float[] a = (float[]) array;
        for (int i = 0; i < n; i++) {
            a[at + i] = (float) x[i];
        }
    }

    @Override
    public void read(Object array, int at, double[] x, int n) {
        float[] a = (float[]) array;
        for (int i = 0; i < n; i++) {
            x[i] = a[at + i];
        }
    }

    @Override
    public void fill(Object array, int from, int to, double x) {
        Arrays.fill((float[]) array, from, to, (float) x);
    }

    @Override
    double squaredNorm(Object array, int length) {
        float[] a = (float[]) array;
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) a[i] * a[i];
        }
        return sum;
    }

    @Override
    void scale(Object array, double factor, int length) {
        scale((float[]) array, (float[]) array, (float) factor, 0, length);
    }

    @Override
    void clamp(Object array, double bound, int length) {
        clamp((float[]) array, (float[]) array, (float) -bound, (float) bound, 0, length);
    }

    @Override
    public void add(Object y, Object x, int length) {
        add((float[]) y, (float[]) y, (float[]) x, 0, length);
    }

    @Override
    public void addRow(Object y, int yo, Object x, int xo, int n) {
        float[] to = (float[]) y;
        float[] from = (float[]) x;
        for (int j = 0; j < n; j++) {
            to[yo + j] += from[xo + j];
        }
    }

    private static List<float[]> all(Object[] arrays) {
        List<float[]> all = new ArrayList<>();
        for (Object array : arrays) {
            all.add((float[]) array);
        }
        return all;
    }

    @Override
    Object weightsOf(Parameter[] parameters, int[] offsets, int[] units, boolean transposed) {
        List<float[]> values = new ArrayList<>();
        for (Parameter p : parameters) {
            values.add((float[]) p.value);
        }
        return weights(parameters, values, offsets, units, transposed);
    }

    @Override
    @SuppressWarnings("unchecked") // made by weightsOf
    Object pack(Object weightsOf, Rows rows, Object old) {
        return products.pack((List<MatrixProducts.Weights<float[]>>) weightsOf, rows, old);
    }

    @Override
    void product(Object a, Object packed, Object[] c, int rows) {
        products.multiply((float[]) a, packed, (float[][]) c, rows);
    }

    @Override
    void products(Object[] a, Object packed, Object[][] c, int[] rows, int parts) {
        products.multiplyAll((float[][]) a, packed, (float[][][]) c, rows, parts);
    }

    @Override
    Object gradientOf(
            Object[] operand, int m, List<Object[]> deltas, int[] widths, Parameter[] parameters, int[] offsets) {
        List<float[]> gradients = new ArrayList<>();
        List<List<float[]>> d = new ArrayList<>();
        int[] strides = new int[parameters.length];
        for (int j = 0; j < parameters.length; j++) {
            gradients.add((float[]) parameters[j].gradient);
            d.add(all(deltas.get(j)));
            strides[j] = parameters[j].units();
        }
        return new MatrixProducts.Gradient<>(all(operand), m, d, widths, gradients, offsets, strides);
    }

    @Override
    @SuppressWarnings("unchecked") // made by gradientOf
    void gradient(Object gradientOf, Rows rows, int from, int to) {
        products.gradient(
                (MatrixProducts.Gradient<float[]>) gradientOf, rows.parts(), rows.slots(), rows.total(), from, to);
    }

    @Override
    void run(Instruction i, Object yo, Object ao, Object bo, Object co, int first, int end) {
        float[] y = (float[]) yo;
        float[] a = (float[]) ao;
        float[] b = (float[]) bo;
        float[] c = (float[]) co;
        int w = i.width;
        int f = first * w;
        int n = end * w;
        float k = (float) i.k;
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
            case CLAMP -> clamp(y, a, k, (float) i.k2, f, n);
            case CHOOSE -> choose(y, a, b, c, f, n);
            case SIGMOID -> sigmoid(y, a, f, n);
            case TANH -> tanh(y, a, f, n);
            case RELU -> relu(y, a, f, n);
            case EXP -> softmax.exp(y, a, f, n);
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
            case CLAMP_GRAD -> clampGrad(y, a, b, k, (float) i.k2, f, n);
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
            case SOFTMAX_GRAD -> Softmax32.softmaxGrad(y, a, b, first, end, w);
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

    static void add(float[] y, float[] a, float[] b, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = a[i] + b[i];
        }
    }

    static void sub(float[] y, float[] a, float[] b, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = a[i] - b[i];
        }
    }

    static void mul(float[] y, float[] a, float[] b, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = a[i] * b[i];
        }
    }

    static void div(float[] y, float[] a, float[] b, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = a[i] / b[i];
        }
    }

    static void fma(float[] y, float[] a, float[] b, float[] c, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.fma(a[i], b[i], c[i]);
        }
    }

    static void fnma(float[] y, float[] a, float[] b, float[] c, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = c[i] - a[i] * b[i];
        }
    }

    static void scale(float[] y, float[] a, float k, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = k * a[i];
        }
    }

    static void axpy(float[] y, float[] a, float[] b, float k, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.fma(k, a[i], b[i]);
        }
    }

    static void addConstant(float[] y, float[] a, float k, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = a[i] + k;
        }
    }

    static void subtractFrom(float[] y, float[] a, float k, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = k - a[i];
        }
    }

    static void max(float[] y, float[] a, float[] b, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.max(a[i], b[i]);
        }
    }

    static void min(float[] y, float[] a, float[] b, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.min(a[i], b[i]);
        }
    }

    static void clamp(float[] y, float[] a, float low, float high, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.max(low, Math.min(high, a[i]));
        }
    }

    static void choose(float[] y, float[] a, float[] b, float[] c, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = a[i] > 0 ? b[i] : c[i];
        }
    }

    // ---- functions

    /**
     * A rational approximation, odd of degree 13 over even of degree 6, within 3e-7; beyond ±7.999 it is ±1 in float32.
     * Coefficients: the Eigen library's float tanh.
     */
    static void tanh(float[] y, float[] x, int from, int n) {
        for (int i = from; i < n; i++) {
            float v = Math.max(-7.99881172180175781f, Math.min(7.99881172180175781f, x[i]));
            float s = v * v;
            float p = Math.fma(s, -2.76076847742355e-16f, 2.00018790482477e-13f);
            p = Math.fma(s, p, -8.60467152213735e-11f);
            p = Math.fma(s, p, 5.12229709037114e-08f);
            p = Math.fma(s, p, 1.48572235717979e-05f);
            p = Math.fma(s, p, 6.37261928875436e-04f);
            p = Math.fma(s, p, 4.89352455891786e-03f) * v;
            float q = Math.fma(s, 1.19825839466702e-06f, 1.18534705686654e-04f);
            q = Math.fma(s, q, 2.26843463243900e-03f);
            q = Math.fma(s, q, 4.89352518554385e-03f);
            y[i] = p / q;
        }
    }

    /** (1 + tanh(x/2)) / 2, by the same approximation. */
    static void sigmoid(float[] y, float[] x, int from, int n) {
        for (int i = from; i < n; i++) {
            float v = Math.max(-7.99881172180175781f, Math.min(7.99881172180175781f, 0.5f * x[i]));
            float s = v * v;
            float p = Math.fma(s, -2.76076847742355e-16f, 2.00018790482477e-13f);
            p = Math.fma(s, p, -8.60467152213735e-11f);
            p = Math.fma(s, p, 5.12229709037114e-08f);
            p = Math.fma(s, p, 1.48572235717979e-05f);
            p = Math.fma(s, p, 6.37261928875436e-04f);
            p = Math.fma(s, p, 4.89352455891786e-03f) * v;
            float q = Math.fma(s, 1.19825839466702e-06f, 1.18534705686654e-04f);
            q = Math.fma(s, q, 2.26843463243900e-03f);
            q = Math.fma(s, q, 4.89352518554385e-03f);
            y[i] = Math.fma(0.5f, p / q, 0.5f);
        }
    }

    static void relu(float[] y, float[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.max(0, a[i]);
        }
    }

    static void expm1(float[] y, float[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = (float) Math.expm1(a[i]);
        }
    }

    static void log(float[] y, float[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = (float) Math.log(a[i]);
        }
    }

    static void log1p(float[] y, float[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = (float) Math.log1p(a[i]);
        }
    }

    static void softplus(float[] y, float[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            double x = a[i];
            y[i] = (float) (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
        }
    }

    static void sqrt(float[] y, float[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = (float) Math.sqrt(a[i]);
        }
    }

    static void abs(float[] y, float[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.abs(a[i]);
        }
    }

    static void sign(float[] y, float[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.signum(a[i]);
        }
    }

    static void erf(float[] y, float[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = (float) Erf.erf(a[i]);
        }
    }

    static void custom(float[] y, float[] a, Elementwise f, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = (float) f.f(a[i]);
        }
    }

    // ---- derivatives

    static void sigmoidGrad(float[] y, float[] d, float[] s, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = d[i] * s[i] * (1 - s[i]);
        }
    }

    static void sigmoidGradAdd(float[] y, float[] d, float[] s, float[] c, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = c[i] + d[i] * s[i] * (1 - s[i]);
        }
    }

    static void tanhGrad(float[] y, float[] d, float[] s, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = d[i] * (1 - s[i] * s[i]);
        }
    }

    static void tanhGradAdd(float[] y, float[] d, float[] s, float[] c, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = c[i] + d[i] * (1 - s[i] * s[i]);
        }
    }

    static void reluGrad(float[] y, float[] d, float[] s, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = s[i] > 0 ? d[i] : 0;
        }
    }

    static void clampGrad(float[] y, float[] d, float[] x, float low, float high, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = x[i] > low && x[i] < high ? d[i] : 0;
        }
    }

    static void erfGrad(float[] y, float[] d, float[] x, float k, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = d[i] * k * (float) Math.exp(-x[i] * x[i]);
        }
    }

    static void customGrad(float[] y, float[] d, float[] x, float[] fx, Elementwise f, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = d[i] * (float) f.df(x[i], fx[i]);
        }
    }

    // ---- over rows

    static void rowSum(float[] y, float[] a, int first, int end, int w) {
        for (int r = first, o = first * w; r < end; r++, o += w) {
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
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
    static void spread(float[] y, float[] a, int first, int end, int times) {
        for (int i = first; i < end; i++) {
            Arrays.fill(y, i * times, i * times + times, a[i]);
        }
    }

    /** Each row of width {@code aw} as often as it fits into one of width {@code yw}. */
    static void repeat(float[] y, int yw, float[] a, int aw, int first, int end) {
        for (int o = first * yw; o < end * yw; o += aw) {
            System.arraycopy(a, o / yw * aw, y, o, aw);
        }
    }

    /** The sum of the blocks of width {@code yw} of each row of width {@code aw}. */
    static void fold(float[] y, int yw, float[] a, int aw, int first, int end) {
        for (int r = first; r < end; r++) {
            System.arraycopy(a, r * aw, y, r * yw, yw);
            for (int o = r * aw + yw; o < r * aw + aw; o += yw) {
                for (int j = 0; j < yw; j++) {
                    y[r * yw + j] += a[o + j];
                }
            }
        }
    }

    static int firstLargest(float[] a, int o, int w) {
        int best = 0;
        for (int j = 1; j < w; j++) {
            if (a[o + j] > a[o + best]) {
                best = j;
            }
        }
        return best;
    }

    static void rowMax(float[] y, float[] a, int first, int end, int w) {
        for (int r = first; r < end; r++) {
            y[r] = a[r * w + firstLargest(a, r * w, w)];
        }
    }

    static void rowMaxGrad(float[] y, float[] d, float[] a, int first, int end, int w) {
        for (int r = first, o = first * w; r < end; r++, o += w) {
            int best = firstLargest(a, o, w);
            float g = d[r];
            Arrays.fill(y, o, o + w, 0);
            y[o + best] = g;
        }
    }

    private static double mean(float[] a, int o, int w) {
        double sum = 0;
        for (int j = 0; j < w; j++) {
            sum += a[o + j];
        }
        return sum / w;
    }

    /** 1 / √(variance + epsilon) of a row. */
    private static double inverseDeviation(float[] a, int o, int w, double mean, double epsilon) {
        double sum = 0;
        for (int j = 0; j < w; j++) {
            double e = a[o + j] - mean;
            sum += e * e;
        }
        return 1 / Math.sqrt(sum / w + epsilon);
    }

    static void normalize(float[] y, float[] a, double epsilon, int first, int end, int w) {
        for (int r = first, o = first * w; r < end; r++, o += w) {
            double mean = mean(a, o, w);
            double s = inverseDeviation(a, o, w, mean, epsilon);
            for (int j = 0; j < w; j++) {
                y[o + j] = (float) ((a[o + j] - mean) * s);
            }
        }
    }

    /** s (d − mean d − y mean(d y)), with y the normalised row and s the inverse deviation. */
    static void normalizeGrad(float[] y, float[] d, float[] a, double epsilon, int first, int end, int w) {
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
                y[o + j] = (float) (s * (d[o + j] - md - (a[o + j] - mean) * s * mdy));
            }
        }
    }

    /** n columns of each row, from column {@code ac} of a to column {@code yc} of y. */
    static void columns(float[] y, int yw, int yc, float[] a, int aw, int ac, int first, int end, int n) {
        for (int r = first; r < end; r++) {
            System.arraycopy(a, r * aw + ac, y, r * yw + yc, n);
        }
    }
}
