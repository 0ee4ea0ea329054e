package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.testkit.ActivationContract;
import net.jqwik.api.Group;

/** Every activation of this module keeps the contract. */
class ActivationsContractTest {
    @Group
    class Elu extends ActivationContract {
        @Override
        protected Activation activation() {
            return new EluActivation();
        }
    }

    @Group
    class Gelu extends ActivationContract {
        @Override
        protected Activation activation() {
            return new GeluActivation();
        }
    }

    @Group
    class HardSigmoid extends ActivationContract {
        @Override
        protected Activation activation() {
            return new HardSigmoidActivation();
        }
    }

    @Group
    class HardTanh extends ActivationContract {
        @Override
        protected Activation activation() {
            return new HardTanhActivation();
        }
    }

    @Group
    class Identity extends ActivationContract {
        @Override
        protected Activation activation() {
            return new IdentityActivation();
        }
    }

    @Group
    class LeakyRelu extends ActivationContract {
        @Override
        protected Activation activation() {
            return new LeakyReluActivation();
        }
    }

    @Group
    class LogSoftmax extends ActivationContract {
        @Override
        protected Activation activation() {
            return new LogSoftmaxActivation();
        }
    }

    @Group
    class Mish extends ActivationContract {
        @Override
        protected Activation activation() {
            return new MishActivation();
        }
    }

    @Group
    class Relu extends ActivationContract {
        @Override
        protected Activation activation() {
            return new ReluActivation();
        }
    }

    @Group
    class Selu extends ActivationContract {
        @Override
        protected Activation activation() {
            return new SeluActivation();
        }
    }

    @Group
    class Sigmoid extends ActivationContract {
        @Override
        protected Activation activation() {
            return new SigmoidActivation();
        }
    }

    @Group
    class Silu extends ActivationContract {
        @Override
        protected Activation activation() {
            return new SiluActivation();
        }
    }

    @Group
    class Softmax extends ActivationContract {
        @Override
        protected Activation activation() {
            return new SoftmaxActivation();
        }
    }

    @Group
    class Softplus extends ActivationContract {
        @Override
        protected Activation activation() {
            return new SoftplusActivation();
        }
    }

    @Group
    class Softsign extends ActivationContract {
        @Override
        protected Activation activation() {
            return new SoftsignActivation();
        }
    }

    @Group
    class Tanh extends ActivationContract {
        @Override
        protected Activation activation() {
            return new TanhActivation();
        }
    }

    @Group
    class EluOfAnotherScale extends ActivationContract {
        @Override
        protected Activation activation() {
            return new EluActivation(0.3);
        }
    }

    @Group
    class GeluWithTanh extends ActivationContract {
        @Override
        protected Activation activation() {
            return new GeluActivation("tanh");
        }
    }

    @Group
    class LeakyReluOfAnotherSlope extends ActivationContract {
        @Override
        protected Activation activation() {
            return new LeakyReluActivation(0.2);
        }
    }

    @Group
    class LeakyReluThatFalls extends ActivationContract {
        @Override
        protected Activation activation() {
            return new LeakyReluActivation(-0.5);
        }
    }
}
