package dev.rnn4j.core.pass;

import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.ParameterSet;
import dev.rnn4j.core.engine.Program;
import dev.rnn4j.core.engine.Rows;
import dev.rnn4j.core.graph.Derivative;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.TracedStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stage compiled for some rows: its programs in one or both directions, forwards and backwards. */
final class Unit {
    private final Stage stage;
    private final Kernels kernels;
    private final Rows rows;
    private final Program forward;
    private final Program reverse;
    private final Program merge;
    private Program forwardBack;
    private Program reverseBack;
    private Program mergeBack;
    private List<Program> backs = List.of();

    Unit(Stage stage, Kernels kernels, Rows rows, ParameterSet parameters, Program.Inputs inputs) {
        this.stage = stage;
        this.kernels = kernels;
        this.rows = rows;
        this.forward = stage.forward() == null
                ? null
                : new Program(stage.forward().plan(), kernels, rows, parameters, false, inputs);
        this.reverse = stage.reverse() == null
                ? null
                : new Program(stage.reverse().plan(), kernels, rows, parameters, true, inputs);
        this.merge = stage.merge() == null
                ? null
                : new Program(
                        stage.merge().plan(),
                        kernels,
                        rows,
                        parameters,
                        false,
                        Program.Inputs.dense(Map.of(
                                TracedStep.X,
                                forward.output(TracedStep.OUT),
                                "reverse",
                                reverse.output(TracedStep.OUT))));
    }

    /** Compiles the way back. */
    void connectBack(Object[][] outputGradient) {
        compileBack(outputGradient);
        List<Program> all = new ArrayList<>();
        for (Program p : new Program[] {forwardBack, reverseBack}) {
            if (p != null) {
                all.add(p);
            }
        }
        backs = all;
    }

    private void compileBack(Object[][] outputGradient) {
        Map<String, Object[][]> d = Map.of(Derivative.of(TracedStep.OUT), outputGradient);
        if (merge == null) {
            if (forward != null) {
                forwardBack = Program.backward(stage.forward().backward(), forward, d);
            } else {
                reverseBack = Program.backward(stage.reverse().backward(), reverse, d);
            }
            return;
        }
        mergeBack = Program.backward(stage.merge().backward(), merge, d);
        forwardBack = Program.backward(
                stage.forward().backward(),
                forward,
                Map.of(Derivative.of(TracedStep.OUT), mergeBack.output(Derivative.of(TracedStep.X))));
        reverseBack = Program.backward(
                stage.reverse().backward(),
                reverse,
                Map.of(Derivative.of(TracedStep.OUT), mergeBack.output(Derivative.of("reverse"))));
    }

    Object[][] output() {
        return (merge != null ? merge : first()).output(TracedStep.OUT);
    }

    Object[][] output(String name) {
        return first().output(name);
    }

    /** Where the gradient of the input is after {@link #backward}; null if it was not wanted. */
    Object[][] inputGradient() {
        return inputGradient(TracedStep.X);
    }

    /** The same for an input of another name. */
    Object[][] inputGradient(String name) {
        Program back = forwardBack != null ? forwardBack : reverseBack;
        String d = Derivative.of(name);
        return back.graph().outputs().containsKey(d) ? back.output(d) : null;
    }

    int outputWidth() {
        return stage.outputWidth();
    }

    /** The columns of the output whose last step is a sequence's last one; that of the rest is its first. */
    int lateColumns() {
        return forward == null ? 0 : stage.forward().outputWidth();
    }

    String name() {
        return stage.name();
    }

    Program first() {
        return forward != null ? forward : reverse;
    }

    Program reverse() {
        return reverse;
    }

    void forward() {
        run(forward);
        run(reverse);
        run(merge);
    }

    private static void run(Program p) {
        if (p != null) {
            p.run();
        }
    }

    void backward() {
        if (mergeBack != null) {
            mergeBack.run();
        }
        for (Program p : backs) {
            p.run();
            p.addParameterGradients();
        }
        if (mergeBack != null && inputGradient() != null) {
            int w = forward.graph().inputs().get(TracedStep.X).width();
            Object[][] to = inputGradient();
            Object[][] from = reverseBack.output(Derivative.of(TracedStep.X));
            for (int t = 0; t < rows.steps(); t++) {
                for (int k = 0; k < rows.activeTiles(t); k++) {
                    kernels.add(to[t][k], from[t][k], rows.rowsOf(t, k) * w);
                }
            }
        }
    }

    /** A state of this unit: its programs, its own name and width. */
    record State(Program program, Program back, String name, int width, boolean descending) {
        /** Where it starts from, by tile. */
        Object[] start() {
            return program.start(name);
        }

        /** Of a row with so many steps, after the way back: the gradient by the state before its first one. */
        Object[] startGradient(int steps) {
            // the backward step runs against the direction of time, so it ends where the forward one began
            return back.state(name)[descending ? steps : 0];
        }
    }

    /** The states by public name, once the way back is compiled if there is one. */
    Map<String, State> states() {
        Map<String, State> all = new LinkedHashMap<>();
        addStates(all, forward, forwardBack, false);
        addStates(all, reverse, reverseBack, true);
        return all;
    }

    private void addStates(Map<String, State> to, Program program, Program back, boolean descending) {
        if (program != null) {
            for (Map.Entry<String, Node> e : program.graph().states().entrySet()) {
                String own = e.getKey();
                to.put(
                        stage.stateName().of(own, descending),
                        new State(program, back, own, e.getValue().width(), descending));
            }
        }
    }

    /** The programs that draw masks, each with a name of its own. */
    Map<String, Program> masked() {
        Map<String, Program> all = new LinkedHashMap<>();
        if (forward != null) {
            all.put(stage.name(), forward);
        }
        if (reverse != null) {
            all.put(stage.name() + "/reverse", reverse);
        }
        return all;
    }
}
