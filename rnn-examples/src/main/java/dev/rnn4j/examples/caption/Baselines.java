package dev.rnn4j.examples.caption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** What captions can be had without a recurrent network, to set beside its own. */
final class Baselines {
    /** The linear model's ridge as a part of the mean squared length of the centred pictures. */
    private static final double RIDGE = 0.004;

    private static final String END = "";

    private Baselines() {}

    /** Each picture gets the caption of the nearest one that is learned from. */
    static List<List<String>> nearest(List<Captioned> train, List<Captioned> test) {
        double[][] known = numbers(train);
        List<List<String>> captions = new ArrayList<>();
        for (double[] x : numbers(test)) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < known.length; i++) {
                double distance = 0;
                for (int j = 0; j < x.length && distance < least; j++) {
                    distance += (x[j] - known[i][j]) * (x[j] - known[i][j]);
                }
                if (distance < least) {
                    least = distance;
                    best = i;
                }
            }
            captions.add(train.get(best).words());
        }
        return captions;
    }

    /**
     * A linear model of the pixels for the first word, one for the second and so on, without regard to the other words:
     * ridge regression on which word it is, in its dual form, w = Xᵀ (X Xᵀ + λ I)⁻¹ Y.
     */
    static List<List<String>> linear(List<Captioned> train, List<Captioned> test) {
        double[][] known = numbers(train);
        double[] mean = new double[known[0].length];
        for (double[] x : known) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += x[j] / known.length;
            }
        }
        RealMatrix x = centred(known, mean);
        RealMatrix kernel = x.multiply(x.transpose());
        double ridge = RIDGE * kernel.getTrace() / known.length;
        for (int i = 0; i < known.length; i++) {
            kernel.addToEntry(i, i, ridge);
        }
        int places = train.stream().mapToInt(one -> one.words().size()).max().orElse(0) + 1;
        List<String> labels = new ArrayList<>();
        List<Integer> placeOf = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            TreeSet<String> words = new TreeSet<>();
            for (Captioned one : train) {
                words.add(word(one, place));
            }
            labels.addAll(words);
            placeOf.addAll(Collections.nCopies(words.size(), place));
        }
        double[] frequency = new double[labels.size()];
        double[][] y = new double[known.length][labels.size()];
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < labels.size(); k++) {
                y[i][k] = word(train.get(i), placeOf.get(k)).equals(labels.get(k)) ? 1 : 0;
                frequency[k] += y[i][k] / y.length;
            }
        }
        for (double[] row : y) {
            for (int k = 0; k < row.length; k++) {
                row[k] -= frequency[k];
            }
        }
        RealMatrix dual =
                new CholeskyDecomposition(kernel, 1e-9, 0).getSolver().solve(new Array2DRowRealMatrix(y, false));
        double[][] scores = centred(numbers(test), mean)
                .multiply(x.transpose())
                .multiply(dual)
                .getData();
        return Arrays.stream(scores)
                .map(score -> words(score, frequency, labels, placeOf, places))
                .toList();
    }

    private static List<String> words(
            double[] score, double[] frequency, List<String> labels, List<Integer> placeOf, int places) {
        int[] best = new int[places];
        Arrays.fill(best, -1);
        for (int k = 0; k < score.length; k++) {
            int place = placeOf.get(k);
            if (best[place] < 0 || score[k] + frequency[k] > score[best[place]] + frequency[best[place]]) {
                best[place] = k;
            }
        }
        return IntStream.of(best)
                .mapToObj(labels::get)
                .takeWhile(word -> !word.equals(END))
                .toList();
    }

    private static String word(Captioned one, int place) {
        return place < one.words().size() ? one.words().get(place) : END;
    }

    private static double[][] numbers(List<Captioned> all) {
        return all.stream().map(one -> one.picture().numbers()).toArray(double[][]::new);
    }

    private static RealMatrix centred(double[][] rows, double[] mean) {
        double[][] centred = new double[rows.length][mean.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                centred[i][j] = rows[i][j] - mean[j];
            }
        }
        return new Array2DRowRealMatrix(centred, false);
    }
}
