package dev.rnn4j.cells;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Settings;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.testkit.CellContract;
import net.jqwik.api.Group;

/** Wrappers keep the contract, whatever is inside them. */
class WrappersContractTest {
    @Group
    class ZoneoutOfSimple extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new ZoneoutCell(new ElmanCell(units), 0.3);
        }
    }

    @Group
    class ZoneoutOfLstm extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new ZoneoutCell(new LstmCell(units), 0.2, 0.5);
        }
    }

    @Group
    class ZoneoutOfLstmProjected extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new ZoneoutCell(new LstmProjectedCell(units + 1, units), 0, 0.4);
        }
    }

    @Group
    class ZoneoutOfSru extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new ZoneoutCell(new SruCell(units), 0.3);
        }
    }

    @Group
    class VariationalDropoutOfSimple extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new VariationalDropoutCell(new ElmanCell(units), 0.3, 0.4);
        }
    }

    @Group
    class VariationalDropoutOfGru extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new VariationalDropoutCell(new GruCell(units), 0.3, 0.4);
        }
    }

    @Group
    class VariationalDropoutOfGruResetBefore extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new VariationalDropoutCell(new GruResetBeforeCell(units), 0.2, 0.5);
        }
    }

    @Group
    class VariationalDropoutOfLstmProjected extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new VariationalDropoutCell(new LstmProjectedCell(units + 1, units), 0.3, 0.4);
        }
    }

    @Group
    class ClippedLstm extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new ClippedCell(new LstmCell(units), 0.4);
        }
    }

    @Group
    class ClippedMemory extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new ClippedCell(Settings.none()
                    .with(ClippedCell.CELL, new LstmCell(units))
                    .with(ClippedCell.LIMIT, 0.5)
                    .with(ClippedCell.STATES, "memory"));
        }
    }

    @Group
    class ResidualGru extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new ResidualCell(new GruCell(units));
        }

        @Override
        protected int inputWidth(int units, int width) {
            return units;
        }
    }

    @Group
    class AllOfThem extends CellContract {
        @Override
        protected Cell cell(int units) {
            Cell twice = new ZoneoutCell(new ZoneoutCell(new GruCell(units), 0.3), 0.4);
            return new ResidualCell(new VariationalDropoutCell(
                    new VariationalDropoutCell(new ClippedCell(twice, 0.6), 0.2, 0.2), 0.3, 0));
        }

        @Override
        protected int inputWidth(int units, int width) {
            return units;
        }
    }
}
