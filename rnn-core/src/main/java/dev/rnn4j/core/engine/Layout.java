package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.ParameterSpec;
import java.util.List;

/**
 * Where a program's values are, and what they are computed with.
 *
 * @param kernels those of the thread that leads
 * @param rows which rows take part at which step
 * @param storage the places of the values
 * @param parameters of the network
 */
record Layout(Kernels kernels, Rows rows, Storage storage, ParameterSet parameters) {
    /** Of some places, those of one tile side by side, {@code [step][tile][value]}; null where a value has none. */
    Object[][][] sideBySide(List<Node> values) {
        Object[][][] all = new Object[rows.capacitySteps()][rows.tiles()][];
        for (int t = 0; t < all.length; t++) {
            for (int k = 0; k < all[t].length; k++) {
                all[t][k] = kernels.arrays(values.size());
                for (int j = 0; j < values.size(); j++) {
                    Object[][] place = values.get(j) == null ? null : storage.of(values.get(j));
                    all[t][k][j] = place == null ? null : place[t][k];
                }
            }
        }
        return all;
    }

    /** The tiles of all steps in one row. */
    Object[] inOneRow(Object[][] place) {
        Object[] all = new Object[rows.capacitySteps() * rows.tiles()];
        for (int t = 0; place != null && t < rows.capacitySteps(); t++) {
            System.arraycopy(place[t], 0, all, t * rows.tiles(), rows.tiles());
        }
        return all;
    }

    /** The parameter of a block. */
    Parameter parameter(ParameterSpec.Block block) {
        return parameters.get(block.parameter().name());
    }
}
