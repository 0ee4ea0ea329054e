package dev.rnn4j.core.random;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Initializer;
import dev.rnn4j.core.engine.Parameter;
import dev.rnn4j.core.graph.ParameterSpec;
import org.apache.commons.math3.special.Erf;

/** Gives parameters their first values, each from the seed and its own name. */
public final class Start {
    private static final double SQRT2 = Math.sqrt(2);

    private Start() {}

    /** Fills a parameter, gate by gate. */
    public static void fill(Parameter p, long seed) {
        for (ParameterSpec.Block b : p.blocks()) {
            fill(p, b, Draws.of(seed, p.name() + "/" + b.gate()));
        }
    }

    private static void fill(Parameter p, ParameterSpec.Block b, Draws draws) {
        int inputs = p.inputs();
        int units = b.units();
        Initializer start = b.start();
        if (start instanceof Initializer.Orthogonal o) {
            double[][] q = orthogonal(units, inputs, draws);
            put(p, b, (i, u) -> o.gain() * q[u][i]);
        } else if (start instanceof Initializer.Constant c) {
            put(p, b, (i, u) -> c.value());
        } else if (start instanceof Initializer.Uniform f) {
            put(p, b, (i, u) -> f.bound() * (2 * draws.uniform(i * (long) units + u) - 1));
        } else if (start instanceof Initializer.Normal n) {
            put(p, b, (i, u) -> n.deviation() * normal(draws, i * (long) units + u));
        } else if (start instanceof Initializer.GlorotUniform) {
            double bound = Math.sqrt(6.0 / (inputs + units));
            put(p, b, (i, u) -> bound * (2 * draws.uniform(i * (long) units + u) - 1));
        } else if (start instanceof Initializer.Identity id) {
            if (inputs != units) {
                throw new BadInputException(
                        p.name() + " cannot start as the identity: it is " + units + " by " + inputs + ", not square");
            }
            put(p, b, (i, u) -> i == u ? id.gain() : 0);
        }
    }

    private interface Element {
        double at(int input, int unit);
    }

    private static void put(Parameter p, ParameterSpec.Block b, Element e) {
        for (int i = 0; i < p.inputs(); i++) {
            for (int u = 0; u < b.units(); u++) {
                p.set(i, b.offset() + u, e.at(i, u));
            }
        }
    }

    private static double normal(Draws draws, long i) {
        // half a step away from 0, whose inverse is infinite
        double p = draws.uniform(i) + 0x1p-54;
        return SQRT2 * Erf.erfInv(2 * p - 1);
    }

    /** Orthonormal rows or columns, whichever are fewer; uniformly distributed because R's diagonal is positive. */
    private static double[][] orthogonal(int rows, int columns, Draws draws) {
        int tall = Math.max(rows, columns);
        int flat = Math.min(rows, columns);
        double[][] q = new double[flat][tall];
        for (int i = 0; i < tall; i++) {
            for (int j = 0; j < flat; j++) {
                q[j][i] = normal(draws, i * (long) flat + j);
            }
        }
        Orthonormal.columns(q);
        if (rows < columns) {
            return q;
        }
        double[][] result = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[i][j] = q[j][i];
            }
        }
        return result;
    }
}
