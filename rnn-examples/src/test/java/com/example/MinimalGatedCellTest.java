package com.example;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Settings;
import dev.rnn4j.testkit.CellContract;

class MinimalGatedCellTest extends CellContract {
    @Override
    protected Cell cell(int units) {
        return new MinimalGatedCell(Settings.none().with(MinimalGatedCell.UNITS, units));
    }
}
