package dev.rnn4j.examples.note;

import static dev.rnn4j.examples.note.NotePage.factor;
import static dev.rnn4j.examples.note.NotePage.number;
import static dev.rnn4j.examples.note.NotePage.rough;
import static dev.rnn4j.examples.note.NotePage.weight;

import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.examples.note.NoteFormulas.Forward;
import dev.rnn4j.examples.note.NoteFormulas.Slip;
import dev.rnn4j.examples.note.NoteNetwork.Cost;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes the note's equations with numbers. Losses, outputs and gradients are the library's, not this class's. */
final class NoteWalk {
    private static final double SGD_RATE = 0.5;
    private static final double LARGE_RATE = 2;
    private static final double ADAM_RATE = 0.05;

    private final NoteNetwork note;
    /** The same with the squared error, for which the note's formulas are printed. */
    private final NoteNetwork squared;

    private final boolean crossEntropy;
    private final int steps;
    private final NotePage page;

    private final NoteDescent descent;
    private final Gradients all;
    private final Map<String, double[]> gradient;
    private final Map<String, double[]> oneStep;
    private final Map<String, double[]> squaredGradient;
    private final Map<String, double[]> printed;
    private final Forward f;

    NoteWalk(NoteNetwork note, int steps, PrintWriter out) {
        this.note = note;
        this.steps = steps;
        this.page = new NotePage(out);
        squared = note.with(Cost.SQUARED_ERROR);
        crossEntropy = note.cost() == Cost.CROSS_ENTROPY;
        descent = new NoteDescent(note);
        all = descent.run(Truncation.none());
        gradient = NoteDescent.byName(all);
        oneStep = NoteDescent.byName(descent.run(Truncation.window(1)));
        squaredGradient = NoteDescent.byName(new NoteDescent(squared).run(Truncation.none()));
        printed = NoteFormulas.gradient(squared, NoteFormulas.AS_PRINTED);
        f = new Forward(
                NoteFormulas.forward(note).z1(), byStep(all.hidden()), byStep(all.logits()), byStep(all.outputs()));
    }

    private static double[][] byStep(Tensor t) {
        double[][] rows = new double[t.size(0)][t.size(2)];
        for (int s = 0; s < rows.length; s++) {
            for (int i = 0; i < rows[s].length; i++) {
                rows[s][i] = t.get(s, 0, i);
            }
        }
        return rows;
    }

    void write() {
        page.line("The note's 2-3-2 network, equation by equation");
        page.blank();
        page.text(
                "2 inputs x_t, 3 hidden units a1_t, 2 outputs a2_t; T = 3 steps, t = 0, 1, 2; before step 0 the hidden"
                        + " state a1 is 0. The hidden layer is a sigmoid, the output layer "
                        + (crossEntropy ? "a softmax with the cross-entropy." : "a sigmoid with the squared error."));
        page.text("≠ marks a place where the note prints something else, with the value that it gives.");
        weights();
        hiddenLayer();
        outputLayer();
        loss();
        chain();
        outputGradients();
        hiddenGradients();
        optimizing();
        page.blank();
        page.text("docs/the-note.md goes through the same equations in words, with the code behind each.");
    }

    // ---- what is given

    private void weights() {
        page.heading("", "weights and data");
        double[] w = note.parameter("hxW");
        double[] u = note.parameter("hhW");
        double[] b = note.parameter("b1");
        double[] v = note.parameter("hyW");
        double[] c = note.parameter("b2");
        for (int i = 0; i < NoteNetwork.HIDDEN; i++) {
            String text = cells(i == 0 ? "hxW" : "", w, i, 2)
                    + cells(i == 0 ? "  hhW" : "", u, i, 3)
                    + cells(i == 0 ? "  b1" : "", b, i, 1);
            if (i < NoteNetwork.OUTPUTS) {
                text += cells(i == 0 ? "  hyW" : "", v, i, 3) + cells(i == 0 ? "  b2" : "", c, i, 1);
            }
            page.line("  " + text);
        }
        page.blank();
        page.steps(note.steps());
        page.vectors("x_t", eachStep(true));
        page.vectors("y_t", eachStep(false));
        page.differs("Below eq 2 the words x[2] and x[3] are swapped: x[2] = 'deep', x[3] = 'learning'.");
    }

    private double[][] eachStep(boolean input) {
        double[][] v = new double[note.steps()][];
        for (int t = 0; t < v.length; t++) {
            v[t] = input ? note.x(t) : note.y(t);
        }
        return v;
    }

    private static String cells(String name, double[] matrix, int row, int columns) {
        StringBuilder s = new StringBuilder(String.format(Locale.ROOT, "%-5s", name));
        for (int j = 0; j < columns; j++) {
            s.append(String.format(Locale.ROOT, "%5s", weight(matrix[row * columns + j])));
        }
        return s.toString();
    }

    // ---- forward

    private void hiddenLayer() {
        page.heading("(1), (3)", "input layer to hidden layer");
        page.formula("z1_t = hxW x_t + hhW a1_{t-1} + b1          a1_t = σ(z1_t) = 1 / (1 + e^-z1_t)");
        page.blank();
        page.steps(note.steps());
        page.vectors("z1_t", f.z1());
        page.vectors("a1_t", f.a1());
        page.blank();
        double[] w = note.parameter("hxW");
        double[] u = note.parameter("hhW");
        page.text("The first entry at t = 1: " + weight(w[0]) + "·" + factor(note.x(1)[0]) + " + " + factor(w[1]) + "·"
                + factor(note.x(1)[1]) + " + " + weight(u[0]) + "·" + factor(f.a1()[0][0]) + " + " + factor(u[1])
                + "·" + factor(f.a1()[0][1]) + " + " + weight(u[2]) + "·" + factor(f.a1()[0][2]) + " + "
                + weight(note.parameter("b1")[0]) + " = " + number(f.z1()[1][0]));
        page.differs(
                "Eq 3 prints x·hxW and a1·hhW. For columns these products do not exist; a row times hhW does, but it"
                        + " is another product, and C would be "
                        + number(NoteFormulas.loss(note, NoteFormulas.forward(note, true))) + ", not "
                        + number(all.loss()) + ".");
    }

    private void outputLayer() {
        page.heading("(4)", "hidden layer to output layer");
        page.formula("z2_t = hyW a1_t + b2          a2_t = "
                + (crossEntropy ? "softmax(z2_t), entry i: e^z2_i / Σ_j e^z2_j  (11)" : "σ(z2_t)"));
        page.blank();
        page.steps(note.steps());
        page.vectors("z2_t", f.z2());
        page.vectors("a2_t", f.a2());
        if (crossEntropy) {
            page.differs(
                    "Eq 11 prints e^z without its index i. Taken literally it overflows from z = 710 on; the library"
                            + " subtracts the largest z first.");
        }
    }

    private void loss() {
        page.heading("(5), (6)", "loss");
        StringBuilder sum = new StringBuilder();
        for (int t = 0; t < note.steps(); t++) {
            for (int i = 0; i < NoteNetwork.OUTPUTS; i++) {
                double d = f.a2()[t][i] - note.y(t)[i];
                if (!crossEntropy || note.y(t)[i] > 0) {
                    sum.append(sum.length() == 0 ? "" : " + ")
                            .append(number(crossEntropy ? -Math.log(f.a2()[t][i]) : d * d));
                }
            }
        }
        page.formula(
                crossEntropy
                        ? "C = -1/T Σ_t Σ_i y_{t,i} log a2_{t,i}"
                        : "C = 1/(nT) Σ_t Σ_i (a2_{t,i} - y_{t,i})²          n = 2 outputs, T = 3 steps");
        page.blank();
        page.text(crossEntropy ? "C = 1/3 (" + sum + ")" : "C = 1/6 (" + sum + ")");
        page.line(String.format(Locale.ROOT, "    = %.15f", all.loss()));
        if (crossEntropy) {
            page.differs(
                    "Eq 6 is the squared error, which the note itself does not recommend for probabilities: here it is "
                            + number(NoteFormulas.loss(squared)) + ".");
            return;
        }
        page.differs(
                "Σ from t = 0 to T has T + 1 terms and Σ from i = 0 to n has n + 1: read t = 0 ... T-1 and i = 1 ... n.");
        page.differs("The average μ comes on top of 1/T and 1/n. Read as a mean over rows, 1/n is applied twice: "
                + number(all.loss() / NoteNetwork.OUTPUTS) + ".");
    }

    // ---- backward

    private void chain() {
        page.heading("(7) - (10)", "what is wanted, and the chain rule");
        page.formula("∇C = (∂C/∂hxW, ∂C/∂hhW, ∂C/∂b1, ∂C/∂hyW, ∂C/∂b2)");
        page.formula("∂C/∂W = Σ_t (∂C/∂a_t) (∂a_t/∂z_t) (∂z_t/∂W)      one W for all steps: a sum over t");
        page.blank();
        page.text(
                "Every number below that is called numerical comes from C alone, computed with one weight a little larger"
                        + " and a little smaller (central differences). It knows no formula.");
    }

    private void outputGradients() {
        page.heading("(11) - (13)", "output layer");
        double[][] delta2 = NoteFormulas.delta2(note, f, Set.of());
        if (crossEntropy) {
            page.formula("δ2_t = ∂C/∂z2_t = (a2_t - y_t) / T          softmax and cross-entropy in one");
        } else {
            page.formula("e_t  = ∂C/∂a2_t = 2/(nT) (a2_t - y_t)");
            page.formula("δ2_t = ∂C/∂z2_t = e_t × a2_t × (1 - a2_t)          × is entry by entry");
        }
        page.blank();
        page.steps(note.steps());
        if (!crossEntropy) {
            page.vectors("e_t", NoteFormulas.outputError(note, f, Set.of()));
        }
        page.vectors("δ2_t", delta2);
        page.blank();
        double a = f.a2()[0][0];
        double y = note.y(0)[0];
        if (crossEntropy) {
            page.text(
                    "The first entry at t = 0: (" + number(a) + " - " + weight(y) + ") / 3 = " + number(delta2[0][0]));
        } else {
            page.text("The first entry at t = 0: 2/6 (" + number(a) + " - " + weight(y) + ") · " + number(a) + " (1 - "
                    + number(a) + ") = " + number(delta2[0][0]));
        }
        outputSlips();
        table("(12)", "∂C/∂hyW = Σ_t δ2_t a1_tᵀ", "hyW", false);
        table("(13)", "∂C/∂b2 = Σ_t δ2_t", "b2", false);
    }

    private void outputSlips() {
        double z = f.z2()[0][0];
        double a = f.a2()[0][0];
        if (crossEntropy) {
            page.differs("Below eq 11 the derivative of the softmax is printed as z (1 - z): " + number(z * (1 - z))
                    + " at z2_0. It is a matrix, ∂a_i/∂z_j = a_i (1 - a_i) on the diagonal and -a_i a_j beside it: "
                    + number(a * (1 - a)) + " and " + number(-a * f.a2()[0][1]) + ".");
            Map<String, double[]> half = NoteFormulas.gradient(squared, Set.of(Slip.SOFTMAX_ENTRY_BY_ENTRY));
            page.differs(
                    "An entry-by-entry × cannot carry that matrix. With the squared error of eq 6 and a (1 - a) in it,"
                            + " ∂C/∂hyW would begin with " + number(half.get("hyW")[0]) + " instead of "
                            + number(squaredGradient.get("hyW")[0])
                            + ": exactly half, as always with two classes; three or more show it.");
        } else {
            page.differs("Below eq 11 σ' is printed as z (1 - z): " + number(z * (1 - z))
                    + " for the first entry at t = 0, where the derivative is a (1 - a) = " + number(a * (1 - a))
                    + ".");
            page.differs("Eq 12 has the factor 2/T where the 1/n of eq 6 leaves 2/(nT): by itself this doubles every"
                    + " gradient.");
        }
    }

    private void hiddenGradients() {
        page.heading("(14) - (16)", "hidden layer: backpropagation through time");
        page.formula("δ1_t = ∂C/∂z1_t = a1_t × (1 - a1_t) × (hyWᵀ δ2_t + hhWᵀ δ1_{t+1})          δ1_3 = 0");
        page.blank();
        page.steps(note.steps());
        double[][] direct = NoteFormulas.directError(note, f, Set.of());
        double[][] delta1 = NoteFormulas.delta1(note, f);
        double[][] later = new double[note.steps()][NoteNetwork.HIDDEN];
        for (int t = 0; t < later.length - 1; t++) {
            later[t] = NoteFormulas.timesTransposed(note.parameter("hhW"), delta1[t + 1]);
        }
        page.vectors("hyWᵀ δ2", direct);
        page.vectors("hhWᵀ δ1", later);
        page.vectors("δ1_t", delta1);
        page.blank();
        page.text("The first row of blocks is the error through the step's own output, the second the error through all"
                + " later steps: a1_t also enters z1_{t+1}.");
        page.differs(
                "Eq 14 to 16 print only the first and average it over time. The note carries time forwards instead, by"
                        + " ∂z1_t/∂W = x_t + hhW σ'(z1_{t-1}) ∂z1_{t-1}/∂W: just as right, but then for every parameter, and"
                        + " with the error of each step by itself.");
        table("(14)", "∂C/∂hxW = Σ_t δ1_t x_tᵀ", "hxW", false);
        table("(15)", "∂C/∂hhW = Σ_t δ1_t a1_{t-1}ᵀ", "hhW", true);
        page.differs(
                "∂z1_t/∂hhW = a1_{t-1} (\"Much easier!\") leaves the recursion out: a1_{t-1} depends on hhW as well. With"
                        + " all else right that is backpropagation cut off after one step, the column \"1 step\": relative"
                        + " error " + rough(NoteFormulas.relative(oneStep.get("hhW"), gradient.get("hhW"))) + ".");
        table("(16)", "∂C/∂b1 = Σ_t δ1_t", "b1", true);
        page.differs("The same with ∂z1_t/∂b1 = 1; cut off after one step: relative error "
                + rough(NoteFormulas.relative(oneStep.get("b1"), gradient.get("b1"))) + ".");
    }

    private void table(String equation, String formula, String name, boolean withOneStep) {
        page.blank();
        page.line(String.format(Locale.ROOT, "  %-6s%s", equation, formula));
        page.line(String.format(
                Locale.ROOT,
                "%12s%16s%15s%13s%14s%14s",
                "",
                "backpropagated",
                "numerical",
                "rel. error",
                crossEntropy ? withOneStep ? "1 step" : "" : "as printed",
                withOneStep && !crossEntropy ? "1 step" : ""));
        double[] g = gradient.get(name);
        double[] numerical = descent.numerical(name);
        int columns = NoteNetwork.shape(name).length == 2 ? NoteNetwork.shape(name)[1] : 1;
        for (int i = 0; i < g.length; i++) {
            String index = NoteNetwork.shape(name).length == 2
                    ? (i / columns + 1) + "," + (i % columns + 1)
                    : String.valueOf(i + 1);
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "  %-10s%16.9f%15.9f%13.1e",
                    name + " " + index,
                    g[i],
                    numerical[i],
                    Math.abs(g[i] - numerical[i]) / Math.abs(numerical[i])));
            if (!crossEntropy) {
                line.append(String.format(Locale.ROOT, "%14.6f", printed.get(name)[i]));
            }
            if (withOneStep) {
                line.append(String.format(Locale.ROOT, "%14.6f", oneStep.get(name)[i]));
            }
            page.line(line.toString());
        }
        double cosine = NoteFormulas.cosine(printed.get(name), squaredGradient.get(name));
        page.differs((crossEntropy
                        ? "As printed, with the squared error of eq 6: relative error "
                        : "As printed: relative error ")
                + rough(NoteFormulas.relative(printed.get(name), squaredGradient.get(name)))
                + String.format(Locale.ROOT, ", cosine %+.2f", cosine)
                + (cosine < 0 ? ": a step by it goes uphill." : "."));
    }

    // ---- optimizing

    private void optimizing() {
        page.heading("(17) - (21)", "gradient descent");
        page.formula("θ ← θ - lr ∂C/∂θ          for each of the five; lr = " + weight(SGD_RATE));
        page.blank();
        NoteDescent sgd = new NoteDescent(note, "sgd", SGD_RATE);
        sgd.step(1);
        String[][] rows = {{"(17)", "hyW"}, {"(18)", "hxW"}, {"(19)", "hhW"}, {"(20)", "b1"}, {"(21)", "b2"}};
        for (String[] row : rows) {
            String name = row[1];
            page.line(String.format(
                    Locale.ROOT,
                    "  %-6s%-8s%10.6f - %s · %s = %10.6f",
                    row[0],
                    name + (NoteNetwork.shape(name).length == 2 ? " 1,1" : " 1"),
                    note.parameter(name)[0],
                    weight(SGD_RATE),
                    String.format(Locale.ROOT, "%11s", factor(gradient.get(name)[0])),
                    sgd.parameter(name)[0]));
        }
        page.differs(
                "The right sides are printed as W^l and b^l: read the same parameter's old value. All five gradients are"
                        + " taken before any parameter is changed.");
        adam();
        follow();
    }

    private void adam() {
        page.heading("", "Adam, which the note names but does not give");
        page.formula("m ← 0.9 m + 0.1 g     v ← 0.999 v + 0.001 g²     g = ∂C/∂θ, m and v start at 0");
        page.formula("θ ← θ - lr (m / (1 - 0.9^k)) / (√(v / (1 - 0.999^k)) + 1e-8)     step k = 1, 2, ...");
        page.blank();
        NoteDescent adam = new NoteDescent(note, "adam", ADAM_RATE);
        page.line(String.format(Locale.ROOT, "  hyW 1,1, lr = %s%16s%14s%14s", weight(ADAM_RATE), "m", "v", "θ"));
        page.line(String.format(Locale.ROOT, "    start%55.6f", note.parameter("hyW")[0]));
        for (int k = 1; k <= 2; k++) {
            adam.step(1);
            page.line(String.format(
                    Locale.ROOT,
                    "    step %d%26.6f%14.3e%14.6f",
                    k,
                    adam.slot("hyW", "m")[0],
                    adam.slot("hyW", "v")[0],
                    adam.parameter("hyW")[0]));
        }
        page.text("The first step has the length lr whatever the gradient is.");
    }

    private void follow() {
        page.heading("", "the loss C on the way");
        page.line(String.format(
                Locale.ROOT,
                "  %8s%14s%14s%16s%28s",
                "steps",
                "sgd, lr " + weight(SGD_RATE),
                "sgd, lr " + weight(LARGE_RATE),
                "adam, lr " + weight(ADAM_RATE),
                (crossEntropy ? "printed, eq 6, lr " : "printed gradient, lr ") + weight(SGD_RATE)));
        NoteDescent sgd = new NoteDescent(note, "sgd", SGD_RATE);
        NoteDescent large = new NoteDescent(note, "sgd", LARGE_RATE);
        NoteDescent adam = new NoteDescent(note, "adam", ADAM_RATE);
        NoteNetwork asPrinted = squared;
        int done = 0;
        int lost = 0;
        for (int next = 0; ; next = next == 0 ? 1 : (int) Math.min(steps, 10L * next)) {
            int more = next - done;
            for (int i = 0; i < more && lost == 0; i++) {
                asPrinted = NoteFormulas.descend(asPrinted, SGD_RATE, NoteFormulas.AS_PRINTED);
                lost = Double.isFinite(NoteFormulas.loss(asPrinted)) ? 0 : done + i + 1;
            }
            page.line(String.format(
                    Locale.ROOT,
                    "  %8d%14.6f%14.6f%16.6f%28s",
                    next,
                    sgd.step(more),
                    large.step(more),
                    adam.step(more),
                    lost > 0 ? "not finite from step " + lost : number(NoteFormulas.loss(asPrinted))));
            done = next;
            if (next == steps) {
                break;
            }
        }
        page.differs(
                "\"lr < 1\" is neither needed nor enough: here lr = 2 is better than lr = 0.5, and for the cost 2w² (curvature"
                        + " 4) lr = 0.6 turns w = 1 into " + rough(Math.pow(1 - 0.6 * 4, 20))
                        + " in 20 steps. What counts is lr times the curvature.");
    }
}
