package dev.rnn4j.examples.caption;

import dev.rnn4j.core.Tensor;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Principal components of pictures, scaled so that those of small variance are not lost beside those of large variance:
 * each is divided by the fourth root of its variance, half way to whitening. They are a linear layer that is not trained.
 *
 * @param weight {@code [components][numbers of a picture]}
 * @param bias {@code [components]}
 */
record Components(double[][] weight, double[] bias) {
    /** A component with a smaller part of all variance is left out. */
    private static final double LEAST = 1e-9;

    /** Of more pictures, so many tell what there is to see: the time grows with the cube of their number. */
    private static final int PICTURES = 1000;

    /**
     * Those of the first {@value #PICTURES} of some pictures at most, by the eigenvectors of the matrix of their scalar products.
     *
     * @param most how many at most
     */
    static Components of(List<Captioned> pictures, int most) {
        double[][] x = pictures.stream()
                .limit(PICTURES)
                .map(one -> one.picture().numbers())
                .toArray(double[][]::new);
        int n = x.length;
        double[] mean = new double[x[0].length];
        for (double[] row : x) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += row[j] / n;
            }
        }
        for (double[] row : x) {
            for (int j = 0; j < mean.length; j++) {
                row[j] -= mean[j];
            }
        }
        RealMatrix rows = new Array2DRowRealMatrix(x, false);
        EigenDecomposition eigen = new EigenDecomposition(rows.multiply(rows.transpose()));
        double[] squares = eigen.getRealEigenvalues(); // from the largest to the smallest
        double all = Arrays.stream(squares).map(s -> Math.max(s, 0)).sum();
        int kept = 0;
        double power = 0;
        while (kept < Math.min(most, n) && squares[kept] > LEAST * all) {
            power += Math.sqrt(squares[kept] / n);
            kept++;
        }
        double[][] weight = new double[Math.max(1, kept)][mean.length];
        double[] bias = new double[weight.length];
        for (int k = 0; k < kept; k++) {
            // Of length 1, then divided by the fourth root; together they have a mean square of 1.
            double scale = 1 / Math.sqrt(squares[k]) / Math.pow(squares[k] / n, 0.25) / Math.sqrt(power / kept);
            double[] direction = rows.preMultiply(eigen.getEigenvector(k).toArray());
            for (int j = 0; j < mean.length; j++) {
                weight[k][j] = scale * direction[j];
                bias[k] -= weight[k][j] * mean[j];
            }
        }
        return new Components(weight, bias);
    }

    /** The components of a picture's numbers. */
    double[] of(double[] numbers) {
        double[] components = bias.clone();
        for (int k = 0; k < components.length; k++) {
            double[] row = weight[k];
            double sum = 0;
            for (int j = 0; j < numbers.length; j++) {
                sum += row[j] * numbers[j];
            }
            components[k] += sum;
        }
        return components;
    }

    /** How many there are. */
    int count() {
        return bias.length;
    }

    /** {@code [components, numbers of a picture]}. */
    Tensor weightTensor() {
        double[] flat = Arrays.stream(weight).flatMapToDouble(Arrays::stream).toArray();
        return Tensor.of(flat, weight.length, weight[0].length);
    }

    /** {@code [components]}. */
    Tensor biasTensor() {
        return Tensor.of(bias, bias.length);
    }
}
