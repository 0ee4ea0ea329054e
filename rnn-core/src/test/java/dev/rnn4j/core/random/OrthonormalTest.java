package dev.rnn4j.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrthonormalTest {
    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "5,3", "64,64", "128,128", "129,129", "300,130", "131,128", "257,257", "600,3"})
    void itIsQOfTheDecompositionWithAPositiveDiagonal(int rows, int columns) {
        double[][] a = gaussian(rows, columns, 7);
        QRDecomposition qr = new QRDecomposition(new Array2DRowRealMatrix(a).transpose());
        RealMatrix q = qr.getQ();
        RealMatrix r = qr.getR();
        Orthonormal.columns(a);
        for (int j = 0; j < columns; j++) {
            double[] expected = q.getColumnVector(j)
                    .mapMultiply(Math.signum(r.getEntry(j, j)))
                    .toArray();
            assertArrayEquals(expected, a[j], 1e-10, "column " + j);
        }
        assertOrthonormal(a);
    }

    @ParameterizedTest
    @CsvSource({"40,40", "300,300"})
    void columnsThatAreNearlyDependentBecomeOrthonormal(int rows, int columns) {
        double[][] a = gaussian(rows, columns, 8);
        for (int j = 1; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                a[j][i] = a[0][i] + 1e-6 * a[j][i];
            }
        }
        Orthonormal.columns(a);
        assertOrthonormal(a);
    }

    private static double[][] gaussian(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[][] a = new double[columns][rows];
        for (double[] column : a) {
            for (int i = 0; i < rows; i++) {
                column[i] = random.nextGaussian();
            }
        }
        return a;
    }

    private static void assertOrthonormal(double[][] q) {
        for (int i = 0; i < q.length; i++) {
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int k = 0; k < q[i].length; k++) {
                    dot += q[i][k] * q[j][k];
                }
                assertEquals(i == j ? 1 : 0, dot, 1e-12, i + " and " + j);
            }
        }
    }
}
