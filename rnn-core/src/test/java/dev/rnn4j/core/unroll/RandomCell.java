package dev.rnn4j.core.unroll;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Elementwise;
import dev.rnn4j.api.Gates;
import dev.rnn4j.api.Initializer;
import dev.rnn4j.api.Linear;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A cell with random equations, the same ones whenever it is traced. They draw on every operation of the value language
 * but detach, whose gradient is not that of the function. Arguments are kept where a function is smooth and moderate:
 * no logarithm near 0, no exponential of a large number.
 *
 * @param seed what the equations follow from
 * @param operations how many operations, about
 */
record RandomCell(long seed, int operations) implements Cell {
    private static final Elementwise SINE = new Elementwise() {
        @Override
        public double f(double x) {
            return Math.sin(x);
        }

        @Override
        public double df(double x, double y) {
            return Math.cos(x);
        }
    };

    @Override
    public void step(Step t) {
        new Equations(new Random(seed), t).write(operations);
    }

    private static final class Equations {
        private final Random random;
        private final Step t;
        private final List<Value> pool = new ArrayList<>();
        private int names;
        /** In half of the cells all widths are equal, so that values pass on whole and are shared. */
        private boolean equal;

        Equations(Random random, Step t) {
            this.random = random;
            this.t = t;
        }

        void write(int operations) {
            equal = random.nextBoolean();
            pool.add(t.input());
            int states = random.nextInt(4);
            List<Value> all = new ArrayList<>();
            for (int i = 0; i < states; i++) {
                Value s = t.state("s" + i, width());
                all.add(s);
                pool.add(s);
            }
            pool.add(t.vector("v", 1 + random.nextInt(3), Initializer.zeros()));
            for (int i = 0; i < operations; i++) {
                pool.add(operation());
            }
            Value next = t.input();
            for (int i = 0; i < states; i++) {
                next = random.nextInt(4) == 0 ? next : random.nextInt(3) == 0 ? recent() : recent().tanh();
                next = fit(next, all.get(i).width());
                t.next("s" + i, next);
            }
            t.emit(random.nextInt(4) == 0 ? any() : random.nextInt(4) == 0 ? next : recent());
        }

        private int width() {
            return equal ? t.input().width() : 1 + random.nextInt(3);
        }

        private Value any() {
            return pool.get(random.nextInt(pool.size()));
        }

        /** One of the last three, so that most of the equations are used. */
        private Value recent() {
            return pool.get(pool.size() - 1 - random.nextInt(Math.min(3, pool.size())));
        }

        /** A value made as wide as another one. */
        private Value fit(Value v, int width) {
            if (v.width() == width) {
                return v;
            }
            if (v.width() == 1) {
                return v.expand(width);
            }
            if (v.width() > width) {
                return v.slice(random.nextInt(v.width() - width + 1), width);
            }
            return fit(v.concat(v), width);
        }

        private Value positive(Value v) {
            return v.square().plus(0.5);
        }

        private Value operation() {
            Value a = random.nextBoolean() ? recent() : any();
            Value b = fit(any(), a.width());
            return switch (random.nextInt(43)) {
                case 0 -> a.plus(b);
                case 1 -> a.minus(b);
                case 2 -> a.times(b.tanh());
                case 3 -> a.div(positive(b));
                case 4 -> a.plus(random.nextDouble());
                case 5 -> a.minus(random.nextDouble());
                case 6 -> a.times(random.nextDouble() - 0.5);
                case 7 -> a.div(1.5);
                case 8 -> a.unaryMinus();
                case 9 -> a.oneMinus();
                case 10 -> a.max(b);
                case 11 -> a.min(b);
                case 12 -> a.clamp(-0.5, 0.7);
                case 13 -> a.ifPositive(b, fit(any(), a.width()));
                case 14 -> a.sigmoid();
                case 15 -> a.tanh();
                case 16 -> a.relu();
                case 17 -> a.tanh().exp();
                case 18 -> positive(a).log();
                case 19 -> a.square().log1p();
                case 20 -> a.softplus();
                case 21 -> a.tanh().square();
                case 22 -> positive(a).sqrt();
                case 23 -> a.abs();
                case 24 -> a.sign().times(b);
                case 25 -> a.erf();
                case 26 -> a.apply(SINE);
                case 27 -> a.sum();
                case 28 -> a.mean();
                case 29 -> a.max();
                case 30 -> a.softmax();
                case 31 -> a.logSoftmax();
                case 32 -> a.normalize(0.2);
                case 33 -> a.slice(random.nextInt(a.width()), 1);
                case 34 -> a.width() < 4 ? a.concat(b.slice(0, 1), t.input().slice(0, 1)) : a.tanh();
                case 35 -> a.plus(a.constant(numbers(a.width())));
                case 36 -> a.times(t.vector(name(), a.width(), Initializer.zeros()));
                case 37 -> a.width() < 4 ? a.spread(2) : a.sumBlocks(a.width() % 2 == 0 ? 2 : 1);
                case 38 -> a.width() < 4 ? a.repeat(2).times(b.spread(2)) : a.fold(a.width() % 2 == 0 ? 2 : a.width());
                case 39 ->
                    a.width() % 2 == 0
                            ? a.sumBlocks(a.width() / 2)
                            : a.repeat(3).fold(a.width());
                case 40 ->
                    a.width() % 2 == 0 ? a.fold(a.width() / 2) : a.spread(3).sumBlocks(3);
                default -> linear(a, b);
            };
        }

        private double[] numbers(int n) {
            double[] row = new double[n];
            for (int i = 0; i < n; i++) {
                row[i] = random.nextGaussian();
            }
            return row;
        }

        private String name() {
            return "p" + names++;
        }

        /** A sum of maps, of one gate of a map, of two gates, of a value of its own. */
        private Value linear(Value a, Value b) {
            int units = width();
            boolean two = random.nextBoolean();
            Linear map = t.linear(units, "f", "g").named(two ? new String[] {name(), name()} : new String[] {name()});
            map = switch (random.nextInt(3)) {
                case 0 -> map.noBias();
                case 1 -> map.biasEach();
                default -> map;
            };
            Gates z = two ? map.of(a, any()) : map.of(a);
            Value f = z.get("f");
            return switch (random.nextInt(4)) {
                case 0 -> f;
                case 1 -> f.plus(fit(b, units));
                case 2 -> f.sigmoid().times(z.get("g").tanh());
                default -> fit(b, units).minus(z.get("g"));
            };
        }
    }
}
