package dev.rnn4j.losses;

import dev.rnn4j.api.Loss;
import dev.rnn4j.api.SequenceLoss;
import dev.rnn4j.api.Settings;
import dev.rnn4j.testkit.LossContract;
import dev.rnn4j.testkit.SequenceLossChecks;
import dev.rnn4j.testkit.SequenceLossContract;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Group;

/** Every loss of this module keeps the contract. */
class LossesContractTest {
    @Group
    class Mse extends LossContract {
        @Override
        protected Loss loss() {
            return new MseLoss();
        }
    }

    @Group
    class Mae extends LossContract {
        @Override
        protected Loss loss() {
            return new MaeLoss();
        }
    }

    @Group
    class Huber extends LossContract {
        @Override
        protected Loss loss() {
            return new HuberLoss();
        }
    }

    @Group
    class HuberOfAnotherDelta extends LossContract {
        @Override
        protected Loss loss() {
            return new HuberLoss(0.4);
        }
    }

    @Group
    class BinaryCrossEntropy extends LossContract {
        @Override
        protected Loss loss() {
            return new BinaryCrossEntropyLoss();
        }
    }

    @Group
    class BinaryCrossEntropyWithPositiveWeight extends LossContract {
        @Override
        protected Loss loss() {
            return new BinaryCrossEntropyLoss(2.5);
        }
    }

    @Group
    class BinaryCrossEntropySummed extends LossContract {
        @Override
        protected Loss loss() {
            return new BinaryCrossEntropyLoss(Settings.none().with(BinaryCrossEntropyLoss.REDUCE_OUTPUTS, "sum"));
        }
    }

    @Group
    class CrossEntropy extends LossContract {
        @Override
        protected Loss loss() {
            return new CrossEntropyLoss();
        }
    }

    @Group
    class CrossEntropyWithSmoothing extends LossContract {
        @Override
        protected Loss loss() {
            return new CrossEntropyLoss(0.1);
        }
    }

    @Group
    class CrossEntropyWithClassWeights extends LossContract {
        @Override
        protected Loss loss() {
            return new CrossEntropyLoss(Settings.none()
                    .with(CrossEntropyLoss.CLASS_WEIGHTS, List.of(0.5, 2.0, 0.0, 1.0))
                    .with(CrossEntropyLoss.LABEL_SMOOTHING, 0.2)
                    .with(CrossEntropyLoss.IGNORED_INDEX, 3));
        }

        @Override
        protected int onlyWidth() {
            return 4;
        }
    }

    @Group
    class Ctc extends SequenceLossContract {
        @Override
        protected SequenceLoss loss() {
            return new CtcLoss();
        }
    }

    @Group
    class CtcWithAnotherBlank extends SequenceLossContract {
        @Override
        protected SequenceLoss loss() {
            return new CtcLoss(Settings.none().with(CtcLoss.BLANK, 1).with(CtcLoss.ZERO_INFINITY, true));
        }

        /** As usual, but with the blank and class 0 exchanged. */
        @Override
        protected SequenceLossChecks.Targets targets() {
            return (steps, width, seed) -> Arrays.stream(super.targets().draw(steps, width, seed))
                    .map(u -> u == 1 ? 0 : u)
                    .toArray();
        }
    }
}
