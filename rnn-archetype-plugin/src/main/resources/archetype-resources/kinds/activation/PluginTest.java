package ${package};

import dev.rnn4j.api.Activation;
import dev.rnn4j.testkit.ActivationContract;

/** Each rule of the contract is a test. */
class ${className}Test extends ActivationContract {
    @Override
    protected Activation activation() {
        return new ${className}();
    }
}
