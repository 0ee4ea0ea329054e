package ${package};

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.testkit.OptimizerContract;

/** Each rule of the contract is a test. */
class ${className}Test extends OptimizerContract {
    @Override
    protected Optimizer optimizer() {
        return new ${className}();
    }
}
