import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.LossProvider;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.core.kernel.MatrixKernels;

/** Networks, their training and their files. Whatever is written in the value language comes to it as a plug-in. */
module dev.rnn4j.core {
    requires transitive dev.rnn4j.api;
    requires com.fasterxml.jackson.core;
    requires com.google.common;
    requires commons.math3;

    exports dev.rnn4j.core;
    exports dev.rnn4j.core.cell;
    exports dev.rnn4j.core.data;
    exports dev.rnn4j.core.generate;
    exports dev.rnn4j.core.kernel;
    exports dev.rnn4j.core.network;
    exports dev.rnn4j.core.registry;
    exports dev.rnn4j.core.train;
    exports dev.rnn4j.core.unroll;

    uses ActivationProvider;
    uses CellProvider;
    uses LossProvider;
    uses OptimizerProvider;
    uses MatrixKernels;

    provides CellProvider with
            dev.rnn4j.core.cell.ElmanCell.Provider;
}
