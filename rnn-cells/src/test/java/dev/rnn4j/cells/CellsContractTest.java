package dev.rnn4j.cells;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Settings;
import dev.rnn4j.testkit.CellContract;
import net.jqwik.api.Group;

/** Every cell of this module keeps the contract. */
class CellsContractTest {
    @Group
    class Gru extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new GruCell(units);
        }
    }

    @Group
    class GruResetBefore extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new GruResetBeforeCell(units);
        }
    }

    @Group
    class IndRnn extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new IndRnnCell(units);
        }
    }

    @Group
    class LstmLayerNorm extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new LstmLayerNormCell(units);
        }
    }

    @Group
    class LstmPeephole extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new LstmPeepholeCell(units);
        }
    }

    @Group
    class Lstm extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new LstmCell(units);
        }
    }

    @Group
    class Mgu extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new MguCell(units);
        }
    }

    @Group
    class MinimalRnn extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new MinimalRnnCell(units);
        }
    }

    @Group
    class Sru extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new SruCell(units);
        }
    }

    @Group
    class LstmProjected extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new LstmProjectedCell(units + 1, units);
        }
    }

    @Group
    class LstmWithSecondBias extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new LstmCell(Settings.none().with(LstmCell.UNITS, units).with(LstmCell.SECOND_BIAS, true));
        }
    }

    @Group
    class GruWithOneBias extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new GruCell(Settings.none().with(GruCell.UNITS, units).with(GruCell.SECOND_BIAS, false));
        }
    }

    @Group
    class SruWithHighwayBias extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new SruCell(Settings.none().with(SruCell.UNITS, units).with(SruCell.HIGHWAY_BIAS, -1.0));
        }
    }

    @Group
    class LstmLayerNormWithAnotherEpsilon extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new LstmLayerNormCell(
                    Settings.none().with(LstmLayerNormCell.UNITS, units).with(LstmLayerNormCell.EPSILON, 0.1));
        }
    }

    @Group
    class IndRnnOfAnotherActivation extends CellContract {
        @Override
        protected Cell cell(int units) {
            return new IndRnnCell(units, z -> z.tanh());
        }
    }
}
