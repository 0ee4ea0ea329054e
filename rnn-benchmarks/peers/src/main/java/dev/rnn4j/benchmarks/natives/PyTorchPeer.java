package dev.rnn4j.benchmarks.natives;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import dev.rnn4j.benchmarks.Size;
import dev.rnn4j.benchmarks.Task;
import dev.rnn4j.benchmarks.Workload;
import dev.rnn4j.benchmarks.peers.Peer;
import java.util.Arrays;

/** PyTorch's CPU build through DJL. Arrays are laid out step by step, {@code [T, B, I]}, which is what its kernels want. */
public final class PyTorchPeer implements Peer {
    private Workload workload;
    private Size size;
    private NDManager manager;
    private RecurrentBlock recurrent;
    private Linear dense;
    private float[] inputs;

    private Model model;
    private Trainer trainer;
    private Loss loss;
    private NDArray batch;
    private NDArray classes;

    private ParameterStore parameters;
    private NDList states = new NDList();

    /** For the service loader. */
    public PyTorchPeer() {}

    @Override
    public String name() {
        return "PyTorch (DJL)";
    }

    @Override
    public void open(Workload newWorkload, boolean oneThread) {
        // All of this is read when the engine is loaded.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("DJL_CACHE_DIR", System.getProperty("peers.folder"));
        if (oneThread) {
            System.setProperty("ai.djl.pytorch.num_threads", "1");
            System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        }
        Engine engine = Engine.getEngine("PyTorch");
        engine.setRandomSeed(1);
        workload = newWorkload;
        size = workload.size();
        inputs = workload.inputs();
        manager = engine.newBaseManager(Device.cpu());
        recurrent = recurrentBlock();
        dense = Linear.builder().setUnits(size.classes()).build();
        if (workload.task() == Task.TRAINING) {
            openTraining();
        } else {
            recurrent.initialize(manager, DataType.FLOAT32, inputShape());
            dense.initialize(manager, DataType.FLOAT32, new Shape(workload.steps(), workload.batch(), size.hidden()));
            parameters = new ParameterStore(manager, false);
        }
    }

    private RecurrentBlock recurrentBlock() {
        RecurrentBlock.BaseBuilder<?> builder = switch (workload.cell()) {
            case "simple" -> RNN.builder().setActivation(RNN.Activation.TANH);
            case "gru" -> GRU.builder();
            default -> LSTM.builder();
        };
        builder.setStateSize(size.hidden())
                .setNumLayers(1)
                .optBatchFirst(false)
                .optReturnState(workload.task() == Task.STREAMING);
        if (builder instanceof RNN.Builder rnn) {
            return rnn.build();
        }
        return builder instanceof GRU.Builder gru ? gru.build() : ((LSTM.Builder) builder).build();
    }

    private void openTraining() {
        model = Model.newInstance("benchmark", Device.cpu(), "PyTorch");
        model.setBlock(new SequentialBlock().add(recurrent).add(dense));
        loss = new SoftmaxCrossEntropyLoss("loss", 1, -1, true, true);
        Adam adam = Adam.builder().optLearningRateTracker(Tracker.fixed(1e-3f)).build();
        trainer = model.newTrainer(new DefaultTrainingConfig(loss)
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(adam));
        batch = manager.create(inputs, inputShape());
        classes = manager.create(Arrays.stream(workload.labels(inputs))
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .toArray());
        trainer.initialize(inputShape());
    }

    private Shape inputShape() {
        return new Shape(workload.steps(), workload.batch(), size.inputs());
    }

    @Override
    public double run() {
        return workload.task() == Task.TRAINING ? train() : infer();
    }

    private double train() {
        try (NDManager scope = trainer.getManager().newSubManager()) {
            scope.tempAttachAll(batch, classes);
            float value;
            try (GradientCollector gradients = trainer.newGradientCollector()) {
                NDArray outputs = trainer.forward(new NDList(batch)).head();
                // Rows of steps and sequences: DJL's loss by class numbers wants a matrix.
                NDArray mean = loss.evaluate(new NDList(classes), new NDList(outputs.reshape(-1, size.classes())));
                gradients.backward(mean);
                value = mean.getFloat();
            }
            trainer.step();
            return value;
        }
    }

    private double infer() {
        try (NDManager scope = manager.newSubManager()) {
            NDList in = new NDList(scope.create(inputs, inputShape()));
            in.addAll(states);
            NDList out = recurrent.forward(parameters, in, false);
            NDArray probabilities = dense.forward(parameters, new NDList(out.head()), false)
                    .head()
                    .softmax(-1);
            float[] all = probabilities.toFloatArray();
            if (workload.task() == Task.STREAMING) {
                NDList next = out.subNDList(1);
                next.attach(manager);
                states.close();
                states = next;
            }
            return all[all.length - size.classes()];
        }
    }

    @Override
    public void close() {
        if (trainer != null) {
            trainer.close();
            model.close();
        }
        if (manager != null) {
            manager.close();
        }
    }
}
