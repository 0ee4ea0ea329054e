package dev.rnn4j.optimizers;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Settings;
import dev.rnn4j.testkit.OptimizerContract;
import net.jqwik.api.Group;

/** Every optimizer of this module keeps the contract. */
class OptimizersContractTest {
    @Group
    class Sgd extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new SgdOptimizer();
        }
    }

    @Group
    class SgdWithMomentum extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new SgdOptimizer(0.05, 0.9);
        }
    }

    @Group
    class SgdNesterov extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new SgdOptimizer(
                    Settings.none().with(SgdOptimizer.MOMENTUM, 0.9).with(SgdOptimizer.NESTEROV, true));
        }
    }

    @Group
    class SgdWithDampeningAndDecay extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new SgdOptimizer(Settings.none()
                    .with(SgdOptimizer.MOMENTUM, 0.8)
                    .with(SgdOptimizer.DAMPENING, 0.3)
                    .with(SgdOptimizer.WEIGHT_DECAY, 0.1));
        }
    }

    @Group
    class Adam extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new AdamOptimizer();
        }
    }

    @Group
    class AdamWithAmsgrad extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new AdamOptimizer(
                    Settings.none().with(AdamOptimizer.AMSGRAD, true).with(AdamOptimizer.WEIGHT_DECAY, 0.1));
        }
    }

    @Group
    class Adamw extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new AdamwOptimizer();
        }
    }

    @Group
    class AdamwWithMoreDecay extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new AdamwOptimizer(0.01, 0.3);
        }
    }

    @Group
    class Rmsprop extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new RmspropOptimizer();
        }
    }

    @Group
    class RmspropCenteredWithMomentum extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new RmspropOptimizer(
                    Settings.none().with(RmspropOptimizer.CENTERED, true).with(RmspropOptimizer.MOMENTUM, 0.9));
        }
    }

    @Group
    class Adagrad extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new AdagradOptimizer();
        }
    }

    @Group
    class AdagradWithDecays extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new AdagradOptimizer(Settings.none()
                    .with(AdagradOptimizer.LEARNING_RATE_DECAY, 0.1)
                    .with(AdagradOptimizer.INITIAL_ACCUMULATOR, 0.5)
                    .with(AdagradOptimizer.WEIGHT_DECAY, 0.1));
        }
    }
}
