package dev.rnn4j.core.pass;

/** A forward run of a whole batch from zero states. */
final class Prediction {
    private final Pass pass;
    private final Batch batch;

    Prediction(Pass pass, Batch batch) {
        this.pass = pass;
        this.batch = batch;
    }

    void run() {
        for (var e : pass.states().entrySet()) {
            Unit.State s = e.getValue();
            boolean feedback = e.getKey().equals(Blueprint.FEEDBACK);
            Object[] start = s.program().start(s.name());
            for (int b = 0; b < batch.rows(); b++) {
                Places.fill(pass.kernels(), pass.rows(), start, s.width(), b, 0);
                for (int i = 0; feedback && i < s.width(); i++) {
                    Places.set(
                            pass.kernels(),
                            pass.rows(),
                            start,
                            s.width(),
                            b,
                            i,
                            batch.input(b).get(0, i));
                }
            }
        }
        pass.load(batch, 0, batch.steps());
        pass.loadInputs();
        pass.forward();
        pass.activate();
    }
}
