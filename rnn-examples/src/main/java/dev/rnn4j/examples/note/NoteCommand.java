package dev.rnn4j.examples.note;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.examples.note.NoteNetwork.Cost;
import dev.rnn4j.examples.note.NoteNetwork.Squash;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rnn note}: the note's equations (1) to (21), one after the other, with the numbers of its 2-3-2 network. */
@Command(
        name = "note",
        header = "Walks through the note's equations with the numbers of its 2-3-2 network.",
        description = {
            "",
            "Computes the forward pass, the loss, backpropagation through time and the first optimizer steps of the note's"
                    + " example, equation by equation and in its letters. Beside each gradient stand the numerical"
                    + " derivative and what the note's printed formula gives; docs/the-note.md explains the differences.",
            ""
        },
        mixinStandardHelpOptions = true)
public final class NoteCommand implements Callable<Integer> {
    private static final int MOST_STEPS = 100_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--softmax",
            description = "Softmax output with the cross-entropy, as for a classification; else sigmoid output with the"
                    + " squared error of eq 6.")
    private boolean softmax;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "100",
            description = "Optimizer steps to follow the loss for (default: ${DEFAULT-VALUE}).")
    private int steps;

    /** For picocli. */
    public NoteCommand() {}

    @Override
    public Integer call() {
        if (steps < 1 || steps > MOST_STEPS) {
            throw new BadInputException(
                    "--steps is " + steps + ": give the number of optimizer steps, from 1 to " + MOST_STEPS);
        }
        PrintWriter out = spec.commandLine().getOut();
        NoteNetwork note =
                softmax ? NoteNetwork.of(Squash.SOFTMAX).with(Cost.CROSS_ENTROPY) : NoteNetwork.of(Squash.SIGMOID);
        new NoteWalk(note, steps, out).write();
        out.flush();
        return 0;
    }
}
