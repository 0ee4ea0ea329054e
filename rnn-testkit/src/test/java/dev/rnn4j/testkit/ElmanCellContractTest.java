package dev.rnn4j.testkit;

import dev.rnn4j.api.Cell;
import dev.rnn4j.core.cell.ElmanCell;
import net.jqwik.api.Group;

/** The core's own cell keeps the contract. */
class ElmanCellContractTest {
    @Group
    class Simple extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new ElmanCell(units);
        }
    }

    @Group
    class SimpleOfAnotherActivation extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new ElmanCell(units, z -> z.relu());
        }
    }
}
