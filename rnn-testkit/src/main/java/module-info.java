/**
 * Contract tests for those who write plug-ins: extend one of four classes and say which plug-in it is. Runs on JUnit 5
 * with jqwik.
 */
module dev.rnn4j.testkit {
    requires transitive dev.rnn4j.api;
    requires transitive dev.rnn4j.core;
    requires transitive net.jqwik.api;
    requires com.fasterxml.jackson.core;
    requires commons.math3;

    exports dev.rnn4j.testkit;
    exports dev.rnn4j.testkit.golden;

    uses dev.rnn4j.api.ActivationProvider;
    uses dev.rnn4j.api.CellProvider;
    uses dev.rnn4j.api.LossProvider;
    uses dev.rnn4j.api.OptimizerProvider;
}
