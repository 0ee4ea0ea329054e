/**
 * The network of the note "Recurrent Neural Networks" by Tadeu Silva (2021), in the note's own letters: two inputs, three
 * hidden units, two outputs, three time steps. {@link dev.rnn4j.examples.note.NoteCommand} walks through its equations with
 * real numbers, {@link dev.rnn4j.examples.note.NoteFormulas} holds them as they are printed, and {@code docs/the-note.md}
 * says of each whether it is right.
 */
package dev.rnn4j.examples.note;
