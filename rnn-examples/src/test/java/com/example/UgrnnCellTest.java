package com.example;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Settings;
import dev.rnn4j.testkit.CellContract;

class UgrnnCellTest extends CellContract {
    @Override
    protected Cell cell(int units) {
        return new UgrnnCell(Settings.none().with(UgrnnCell.UNITS, units));
    }
}
