package dev.rnn4j.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.kernel.MatrixKernels;
import dev.rnn4j.core.kernel.MatrixProducts;
import dev.rnn4j.testkit.MatrixKernelsChecks.Shape;
import java.util.List;
import java.util.function.BiConsumer;
import net.jqwik.api.Group;
import org.junit.jupiter.api.Test;

/** Kernels with a fault fail the rule that the fault breaks, and the message says where; plain loops keep all rules. */
class BrokenMatrixKernelsTest {
    private static final Shape SHAPE = new Shape(11, 6, List.of(5, 3), 7);

    /** What is done otherwise. */
    private enum Fault {
        NONE,
        REPLACES,
        WRITES_BEYOND_THE_ROWS,
        SUMS_SINGLE_ROWS_BACKWARDS,
        SUMS_NARROW_BLOCKS_BACKWARDS,
        FORGETS_THE_STRIDE,
        KEEPS_OLD_WEIGHTS,
        FORGETS_THE_LAST_OF_MANY,
        LEAVES_OUT_THE_LAST_ROW,
        FORGETS_A_TERM_OF_SINGLE_ROWS,
        SUMS_SMALL_SHARES_BACKWARDS
    }

    private static final class Loops implements MatrixKernels {
        final Fault fault;
        final boolean exact;

        Loops(Fault fault) {
            this(fault, true);
        }

        Loops(Fault fault, boolean exact) {
            this.fault = fault;
            this.exact = exact;
        }

        @Override
        public boolean exact() {
            return exact;
        }

        @Override
        public String name() {
            return "loops";
        }

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public String obstacle() {
            return "";
        }

        @Override
        public MatrixProducts<float[]> float32() {
            return new Products<>(Floats.FLOAT32, fault);
        }

        @Override
        public MatrixProducts<double[]> float64() {
            return new Products<>(Floats.FLOAT64, fault);
        }
    }

    private record Packed<A>(List<MatrixProducts.Weights<A>> blocks, List<A> copies) {}

    private static final class Products<A> implements MatrixProducts<A> {
        final Floats<A> floats;
        final Fault fault;

        Products(Floats<A> floats, Fault fault) {
            this.floats = floats;
            this.fault = fault;
        }

        @Override
        public Object pack(List<Weights<A>> blocks, Object old) {
            if (old != null && fault == Fault.KEEPS_OLD_WEIGHTS) {
                return old;
            }
            return new Packed<>(
                    blocks, blocks.stream().map(w -> floats.copy(w.array())).toList());
        }

        @Override
        @SuppressWarnings("unchecked") // made by pack
        public void multiply(A a, Object packed, A[] c, int rows) {
            Packed<A> p = (Packed<A>) packed;
            for (int j = 0; j < c.length; j++) {
                Weights<A> w = p.blocks.get(j);
                int stride = fault == Fault.FORGETS_THE_STRIDE ? w.units() : w.stride();
                boolean backwards = rows == 1 && fault == Fault.SUMS_SINGLE_ROWS_BACKWARDS
                        || w.units() < 3 && fault == Fault.SUMS_NARROW_BLOCKS_BACKWARDS;
                for (int i = 0; i < rows * w.units(); i++) {
                    double sum = fault == Fault.REPLACES ? 0 : floats.get(c[j], i);
                    int terms = rows == 1 && fault == Fault.FORGETS_A_TERM_OF_SINGLE_ROWS ? w.inputs() - 1 : w.inputs();
                    for (int q = 0; q < terms; q++) {
                        int k = backwards ? w.inputs() - 1 - q : q;
                        int n = i % w.units();
                        int at = w.offset() + (w.transposed() ? n * w.stride() + k : k * stride + n);
                        double left = floats.get(a, i / w.units() * w.inputs() + k);
                        sum = fma(left, floats.get(p.copies.get(j), at), sum);
                    }
                    floats.set(c[j], i, sum);
                }
                if (fault == Fault.WRITES_BEYOND_THE_ROWS) {
                    floats.set(c[j], rows * w.units(), 0);
                }
            }
        }

        @Override
        public void multiplyAll(A[] a, Object packed, A[][] c, int[] rows, int parts) {
            int last = fault == Fault.FORGETS_THE_LAST_OF_MANY && parts > 4 ? parts - 1 : parts;
            MatrixProducts.super.multiplyAll(a, packed, c, rows, last);
        }

        @Override
        public void gradient(Gradient<A> x, int[] part, int[] slot, int rows, int from, int to) {
            int last = fault == Fault.LEAVES_OUT_THE_LAST_ROW ? rows - 1 : rows;
            boolean backwards = fault == Fault.SUMS_SMALL_SHARES_BACKWARDS && to - from < x.m();
            for (int j = 0; j < x.widths().length; j++) {
                for (int i = from; i < to; i++) {
                    for (int n = 0; n < x.widths()[j]; n++) {
                        int at = x.offsets()[j] + i * x.strides()[j] + n;
                        double sum = floats.get(x.g().get(j), at);
                        for (int q = 0; q < last; q++) {
                            int r = backwards ? last - 1 - q : q;
                            A a = x.a().get(part[r]);
                            if (a != null) {
                                A d = x.d().get(j).get(part[r]);
                                double right = floats.get(d, slot[r] * x.widths()[j] + n);
                                sum = fma(floats.get(a, slot[r] * x.m() + i), right, sum);
                            }
                        }
                        floats.set(x.g().get(j), at, sum);
                    }
                }
            }
        }

        private double fma(double a, double b, double c) {
            return floats.unit() > 0x1p-30 ? Math.fma((float) a, (float) b, (float) c) : Math.fma(a, b, c);
        }
    }

    @Group
    class PlainLoops extends MatrixKernelsContract {
        @Override
        protected MatrixKernels kernels() {
            return new Loops(Fault.NONE);
        }
    }

    private static void fails(Fault fault, String message, BiConsumer<MatrixKernels, Shape> rule) {
        rule.accept(new Loops(Fault.NONE), SHAPE);
        AssertionError e = assertThrows(AssertionError.class, () -> rule.accept(new Loops(fault), SHAPE));
        assertTrue(e.getMessage().startsWith("matrix kernels 'loops': " + message), e.getMessage());
    }

    @Test
    void aProductThatIsNotAddedFails() {
        fails(Fault.REPLACES, "the product of block 0 at [0, 0] is ", MatrixKernelsChecks::product);
    }

    @Test
    void aNumberBeyondTheRowsFails() {
        fails(
                Fault.WRITES_BEYOND_THE_ROWS,
                "the product of block 0 at [11, 0] is 0.0 instead of NaN",
                MatrixKernelsChecks::product);
    }

    @Test
    void aWrongStrideFails() {
        fails(Fault.FORGETS_THE_STRIDE, "the product of block 0 at ", MatrixKernelsChecks::product);
    }

    @Test
    void anotherOrderForSingleRowsFails() {
        Shape ofSingleRows = new Shape(20, 40, List.of(9), 7);
        AssertionError e = assertThrows(
                AssertionError.class,
                () -> MatrixKernelsChecks.rows(new Loops(Fault.SUMS_SINGLE_ROWS_BACKWARDS), ofSingleRows));
        assertTrue(e.getMessage().contains("the product of 1 rows of block 0 at "), e.getMessage());
    }

    @Test
    void anOperandThatIsForgottenFails() {
        fails(
                Fault.FORGETS_THE_LAST_OF_MANY,
                "the product of 5 operands together of block 0 at [10, 0] is ",
                MatrixKernelsChecks::together);
    }

    @Test
    void anotherOrderForFewColumnsFails() {
        fails(Fault.SUMS_NARROW_BLOCKS_BACKWARDS, "the product of ", (k, s) -> {
            for (int seed = 0; seed < 9; seed++) {
                MatrixKernelsChecks.columns(k, new Shape(11, 40, List.of(5, 3), seed));
            }
        });
    }

    @Test
    void weightsThatAreNotPackedAgainFail() {
        fails(
                Fault.KEEPS_OLD_WEIGHTS,
                "the product with weights packed again of block 0 at [0, 0] is ",
                MatrixKernelsChecks::packing);
    }

    @Test
    void aRowThatIsLeftOutFails() {
        fails(Fault.LEAVES_OUT_THE_LAST_ROW, "the gradient of block 0 at ", (k, s) -> {
            for (int seed = 0; seed < 9; seed++) {
                MatrixKernelsChecks.gradient(k, new Shape(11, 6, List.of(5, 3), seed));
            }
        });
    }

    @Test
    void anotherOrderForSomeSharesFails() {
        Shape large = new Shape(40, 9, List.of(9), 3);
        AssertionError e = assertThrows(
                AssertionError.class,
                () -> MatrixKernelsChecks.shares(new Loops(Fault.SUMS_SMALL_SHARES_BACKWARDS), large));
        assertTrue(e.getMessage().contains("the gradient in two shares of block 0 at "), e.getMessage());
    }

    @Test
    void kernelsThatAreNotExactMaySumSingleRowsInAnotherOrder() {
        Shape shape = new Shape(20, 40, List.of(9), 7);
        MatrixKernelsChecks.rows(new Loops(Fault.SUMS_SINGLE_ROWS_BACKWARDS, false), shape);
        MatrixKernelsChecks.columns(new Loops(Fault.SUMS_NARROW_BLOCKS_BACKWARDS, false), shape);
    }

    @Test
    void kernelsThatAreNotExactMayForgetNoTerm() {
        Shape shape = new Shape(20, 40, List.of(9), 7);
        MatrixKernels kernels = new Loops(Fault.FORGETS_A_TERM_OF_SINGLE_ROWS, false);
        AssertionError e = assertThrows(AssertionError.class, () -> MatrixKernelsChecks.rows(kernels, shape));
        assertTrue(e.getMessage().contains("the product of 1 rows of block 0 at "), e.getMessage());
    }

    @Test
    void kernelsThatAreNotExactMayNotSumSharesInAnotherOrder() {
        Shape large = new Shape(40, 9, List.of(9), 3);
        MatrixKernels kernels = new Loops(Fault.SUMS_SMALL_SHARES_BACKWARDS, false);
        AssertionError e = assertThrows(AssertionError.class, () -> MatrixKernelsChecks.shares(kernels, large));
        assertTrue(e.getMessage().contains("the gradient in two shares of block 0 at "), e.getMessage());
    }
}
