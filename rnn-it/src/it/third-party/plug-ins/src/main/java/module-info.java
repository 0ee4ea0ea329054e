/** An optimizer and a cell by somebody else. */
module com.example.plugins {
    requires dev.rnn4j.api;

    provides dev.rnn4j.api.OptimizerProvider with
            com.example.plugins.SignumOptimizer.Provider;
    provides dev.rnn4j.api.CellProvider with
            com.example.plugins.LeakyCell.Provider;
}
