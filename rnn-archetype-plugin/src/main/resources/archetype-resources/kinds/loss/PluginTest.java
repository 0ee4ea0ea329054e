package ${package};

import dev.rnn4j.api.Loss;
import dev.rnn4j.testkit.LossContract;

/** Each rule of the contract is a test. */
class ${className}Test extends LossContract {
    @Override
    protected Loss loss() {
        return new ${className}();
    }
}
