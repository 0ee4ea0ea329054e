package dev.rnn4j.benchmarks;

/** A program that makes a network, does its workload once and ends: what {@link StartUpBenchmark} starts. */
final class FirstStep {
    private FirstStep() {}

    /**
     * Runs it.
     *
     * @param args the workload's name; none to do nothing
     */
    public static void main(String[] args) {
        if (args.length > 0) {
            double result = new Subject(Workload.named(args[0])).run();
            if (!Double.isFinite(result)) {
                throw new IllegalStateException(args[0] + " gave " + result);
            }
        }
    }
}
