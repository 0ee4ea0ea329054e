package dev.rnn4j.api;

/**
 * One optimizer step of one parameter. The parameter is seen as a single row that holds all its elements, so {@code
 * u.gradient().square().sum()} is the squared norm over the whole parameter, and everything else works element by
 * element.
 */
public interface Update {
    /** The parameter θ before the step. */
    Value weight();

    /** The gradient of the loss by the parameter, after clipping; same width. */
    Value gradient();

    /** A number kept for each element from step to step, 0 before the first step; same width. */
    default Value slot(String name) {
        return slot(name, 0);
    }

    /** The same with another start; the same slot always has the same start. */
    Value slot(String name, double start);

    /**
     * What the slot holds after this step. Every slot that is read must be given its next value, exactly once.
     *
     * @return {@code value}
     */
    Value next(String slot, Value value);

    /** What the parameter is after this step; exactly once. */
    void next(Value weight);

    /** A number worked out anew at each step, without tracing again. */
    Scalar scalar(StepFunction function);

    /** The learning rate at this step: {@code learningRate} times the schedule's factor. */
    default Scalar rate(double learningRate) {
        return scalar((step, schedule) -> learningRate * schedule);
    }

    /** A number that depends on the step. */
    @FunctionalInterface
    interface StepFunction {
        /**
         * The number.
         *
         * @param step the optimizer step, counted from 1
         * @param schedule the factor of the learning-rate schedule, 1 without one: multiply the learning rate by it
         */
        double at(long step, double schedule);
    }
}
