package dev.rnn4j.benchmarks.natives;

import dev.rnn4j.benchmarks.Size;
import dev.rnn4j.benchmarks.Task;
import dev.rnn4j.benchmarks.Workload;
import dev.rnn4j.benchmarks.peers.Peer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j on its native backend. Its sequences are {@code [B, I, T]}, here with the batch innermost in memory. */
public final class Dl4jPeer implements Peer {
    private Workload workload;
    private Size size;
    private MultiLayerNetwork network;
    private DataSet batch;
    private float[] inputs;

    /** For the service loader. */
    public Dl4jPeer() {}

    @Override
    public String name() {
        return "DL4J";
    }

    @Override
    public String lacks(Workload w) {
        return w.cell().equals("gru") ? "has no GRU layer" : "";
    }

    @Override
    public void open(Workload newWorkload, boolean oneThread) {
        // Read when JavaCPP is loaded; threads are OpenMP's and OpenBLAS', set by the process' environment.
        System.setProperty("org.bytedeco.javacpp.cachedir", System.getProperty("peers.folder") + "/javacpp");
        System.setProperty("org.bytedeco.javacpp.maxbytes", "8g");
        System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "16g");
        workload = newWorkload;
        size = workload.size();
        inputs = workload.inputs();
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER)
                .updater(new Adam(1e-3))
                .list()
                .layer(recurrentLayer())
                .layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(size.hidden())
                        .nOut(size.classes())
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        if (workload.task() == Task.TRAINING) {
            batch = new DataSet(
                    sequences(inputs, size.inputs()), sequences(oneHot(workload.labels(inputs)), size.classes()));
        }
    }

    private FeedForwardLayer recurrentLayer() {
        return workload.cell().equals("simple")
                ? new SimpleRnn.Builder()
                        .nIn(size.inputs())
                        .nOut(size.hidden())
                        .activation(Activation.TANH)
                        .build()
                : new LSTM.Builder()
                        .nIn(size.inputs())
                        .nOut(size.hidden())
                        .activation(Activation.TANH)
                        .build();
    }

    /** {@code [T, B, V]}. */
    private float[] oneHot(int[][] labels) {
        float[] hot = new float[workload.steps() * workload.batch() * size.classes()];
        for (int t = 0; t < workload.steps(); t++) {
            for (int b = 0; b < workload.batch(); b++) {
                hot[(t * workload.batch() + b) * size.classes() + labels[t][b]] = 1;
            }
        }
        return hot;
    }

    /** {@code [T, B, width]} as an array {@code [B, width, T]}. */
    private INDArray sequences(float[] rows, int width) {
        float[] columns = new float[rows.length];
        int to = 0;
        for (int t = 0; t < workload.steps(); t++) {
            for (int i = 0; i < width; i++) {
                for (int b = 0; b < workload.batch(); b++) {
                    columns[to++] = rows[(t * workload.batch() + b) * width + i];
                }
            }
        }
        return Nd4j.create(columns, new long[] {workload.batch(), width, workload.steps()}, 'f');
    }

    @Override
    public double run() {
        return switch (workload.task()) {
            case TRAINING -> {
                network.fit(batch);
                yield network.score() / workload.steps(); // it adds up the steps
            }
            case SEQUENCE -> {
                // One sequence lies in memory as the float array does.
                INDArray x = Nd4j.create(inputs, new long[] {1, size.inputs(), workload.steps()}, 'f');
                float[] all = network.output(x).dup('f').data().asFloat();
                yield all[all.length - size.classes()];
            }
            case STREAMING -> {
                INDArray x = Nd4j.create(inputs, new long[] {1, size.inputs()}, 'f');
                yield network.rnnTimeStep(x).data().asFloat()[0];
            }
        };
    }
}
