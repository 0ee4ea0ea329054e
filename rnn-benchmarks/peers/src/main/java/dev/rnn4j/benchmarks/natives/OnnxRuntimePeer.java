package dev.rnn4j.benchmarks.natives;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.rnn4j.benchmarks.Size;
import dev.rnn4j.benchmarks.Task;
import dev.rnn4j.benchmarks.Workload;
import dev.rnn4j.benchmarks.peers.Peer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** ONNX Runtime, which only infers, on a model with weights drawn evenly from ±1/√H. */
public final class OnnxRuntimePeer implements Peer {
    private Workload workload;
    private Size size;
    private OrtEnvironment environment;
    private OrtSession session;
    private float[] inputs;
    private List<String> states;
    private final Map<String, OnnxTensor> zeros = new HashMap<>();
    private OrtSession.Result before;

    /** For the service loader. */
    public OnnxRuntimePeer() {}

    @Override
    public String name() {
        return "ONNX Runtime";
    }

    @Override
    public String lacks(Workload w) {
        return w.task() == Task.TRAINING ? "does not train" : "";
    }

    @Override
    public void open(Workload newWorkload, boolean oneThread) throws OrtException {
        workload = newWorkload;
        size = workload.size();
        inputs = workload.inputs();
        states = workload.cell().equals("lstm") ? List.of("h", "c") : List.of("h");
        environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        if (oneThread) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
        }
        session = environment.createSession(model(), options);
        for (String state : states) {
            zeros.put(state, tensor(new float[size.hidden()], 1, 1, size.hidden()));
        }
    }

    private OnnxTensor tensor(float[] values, long... shape) throws OrtException {
        FloatBuffer direct = ByteBuffer.allocateDirect(Float.BYTES * values.length)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        direct.put(values).rewind();
        return OnnxTensor.createTensor(environment, direct, shape);
    }

    /** x, h0 (, c0) to p, h1 (, c1): the cell, a dense layer, softmax. A row at each step is {@code [T, 1, width]}. */
    private byte[] model() {
        boolean lstm = states.size() == 2;
        String operation = switch (workload.cell()) {
            case "simple" -> "RNN";
            case "gru" -> "GRU";
            default -> "LSTM";
        };
        int gates = lstm ? 4 : operation.equals("GRU") ? 3 : 1;
        int h = size.hidden();
        long rows = (long) gates * h;
        long steps = workload.steps();
        Onnx hidden = Onnx.attribute("hidden_size", h);
        Onnx[] attributes = operation.equals("GRU")
                ? new Onnx[] {hidden, Onnx.attribute("linear_before_reset", 1)} // as PyTorch and rnn4j have it
                : new Onnx[] {hidden};
        // An empty name: all sequences have all steps.
        String[] in =
                lstm ? new String[] {"x", "w", "u", "b", "", "h", "c"} : new String[] {"x", "w", "u", "b", "", "h"};
        String[] out = lstm ? new String[] {"y", "h1", "c1"} : new String[] {"y", "h1"};
        Onnx graph = new Onnx()
                .named("benchmark")
                .node(operation, in, out, attributes)
                .node("Squeeze", new String[] {"y", "directions"}, new String[] {"rows"})
                .node("MatMul", new String[] {"rows", "dense"}, new String[] {"product"})
                .node("Add", new String[] {"product", "bias"}, new String[] {"logits"})
                .node("Softmax", new String[] {"logits"}, new String[] {"p"}, Onnx.attribute("axis", -1))
                .constant("w", drawn(1, gates * h * size.inputs()), 1, rows, size.inputs())
                .constant("u", drawn(2, gates * h * h), 1, rows, h)
                .constant("b", drawn(3, 2 * gates * h), 1, 2 * rows)
                .constant("dense", drawn(4, h * size.classes()), h, size.classes())
                .constant("bias", drawn(5, size.classes()), size.classes())
                .constant("directions", new long[] {1})
                .input("x", steps, 1, size.inputs());
        graph.output("p", steps, 1, size.classes());
        for (String state : states) {
            graph.input(state, 1, 1, h).output(state + "1", 1, 1, h);
        }
        return Onnx.model(graph);
    }

    private float[] drawn(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double bound = 1 / Math.sqrt(size.hidden());
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextDouble(-bound, bound);
        }
        return x;
    }

    @Override
    public double run() throws OrtException {
        Map<String, OnnxTensor> in = new HashMap<>(zeros);
        if (before != null) {
            for (String state : states) {
                in.put(state, (OnnxTensor) before.get(state + "1").orElseThrow());
            }
        }
        try (OnnxTensor x = tensor(inputs, workload.steps(), 1, size.inputs())) {
            in.put("x", x);
            OrtSession.Result result = session.run(in);
            FloatBuffer probabilities = ((OnnxTensor) result.get("p").orElseThrow()).getFloatBuffer();
            float[] all = new float[probabilities.remaining()];
            probabilities.get(all);
            if (workload.task() == Task.STREAMING) {
                if (before != null) {
                    before.close();
                }
                before = result;
            } else {
                result.close();
            }
            return all[all.length - size.classes()];
        }
    }

    @Override
    public void close() throws OrtException {
        if (session != null) {
            session.close();
        }
    }
}
