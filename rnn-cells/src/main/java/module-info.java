import dev.rnn4j.api.CellProvider;

/** Recurrent cells: LSTM, GRU and others, each found by its name. */
module dev.rnn4j.cells {
    requires transitive dev.rnn4j.api;

    exports dev.rnn4j.cells;

    provides CellProvider with
            dev.rnn4j.cells.ClippedCell.Provider,
            dev.rnn4j.cells.GruCell.Provider,
            dev.rnn4j.cells.GruResetBeforeCell.Provider,
            dev.rnn4j.cells.IndRnnCell.Provider,
            dev.rnn4j.cells.LstmCell.Provider,
            dev.rnn4j.cells.LstmLayerNormCell.Provider,
            dev.rnn4j.cells.LstmPeepholeCell.Provider,
            dev.rnn4j.cells.LstmProjectedCell.Provider,
            dev.rnn4j.cells.MguCell.Provider,
            dev.rnn4j.cells.MinimalRnnCell.Provider,
            dev.rnn4j.cells.ResidualCell.Provider,
            dev.rnn4j.cells.SruCell.Provider,
            dev.rnn4j.cells.VariationalDropoutCell.Provider,
            dev.rnn4j.cells.ZoneoutCell.Provider;
}
