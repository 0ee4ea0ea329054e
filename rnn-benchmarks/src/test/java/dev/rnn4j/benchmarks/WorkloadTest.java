package dev.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    @Test
    void aWorkloadIsFoundByItsName() {
        for (Task task : Task.values()) {
            for (String cell : Workload.CELLS) {
                for (Size size : Size.values()) {
                    Workload workload = Workload.of(task, cell, size);
                    assertEquals(workload, Workload.named(workload.name()));
                }
            }
        }
    }

    @Test
    void aNameOfNoWorkloadIsRefusedWithThoseThereAre() {
        for (String name : new String[] {"training-lstm", "trainig-lstm-S", "training-lsmt-S", "training-lstm-XS"}) {
            String message = assertThrows(BadInputException.class, () -> Workload.named(name))
                    .getMessage();
            assertTrue(message.contains("such as") || message.contains("there are"), message);
        }
    }

    @Test
    void theClassToLearnIsTheLargestInputOfTheStepBefore() {
        Workload workload = new Workload(Task.TRAINING, "lstm", Size.S, 2, 3);
        float[] x = new float[3 * 2 * Size.S.inputs()];
        // the largest input of (step, row): (0, 0) 5, (0, 1) 6, (1, 0) 7, (1, 1) 8, (2, 0) 9, (2, 1) 10
        for (int i = 0; i < 6; i++) {
            x[i * Size.S.inputs() + 5 + i] = 1;
        }
        int[][] labels = workload.labels(x);
        assertArrayEquals(new int[] {5, 6}, labels[0]);
        assertArrayEquals(new int[] {5, 6}, labels[1]);
        assertArrayEquals(new int[] {7, 8}, labels[2]);
    }

    @Test
    void theUsersCellLearnsBitForBitWhatTheRegisteredOneDoes() {
        Workload workload = new Workload(Task.TRAINING, "lstm", Size.S, 2, 4);
        Subject registered = new Subject(workload);
        Subject users = new Subject(workload, b -> b.recurrent(new UserLstmCell(Size.S.hidden())));
        double[] losses = new double[3];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = registered.train();
            assertEquals(losses[i], users.train());
        }
        assertTrue(losses[2] < losses[0], () -> Arrays.toString(losses));
    }
}
