package dev.rnn4j.benchmarks.peers;

import dev.rnn4j.benchmarks.Workload;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The other end of a {@link Worker}: starts its process and asks it. */
final class WorkerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        to = process.outputWriter();
        from = process.inputReader();
    }

    /**
     * Starts a peer and waits until it is open.
     *
     * @param folder for natives that libraries unpack, and for what they print
     * @throws IOException if it does not open
     */
    static WorkerProcess start(String peer, Workload workload, boolean oneThread, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        if (oneThread && Files.isExecutable(Path.of("/usr/bin/taskset"))) {
            command.addAll(List.of("/usr/bin/taskset", "-c", "0"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (oneThread) {
            command.addAll(List.of("-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC"));
        }
        command.addAll(List.of("-Xmx4g", "-Dpeers.folder=" + folder));
        command.addAll(List.of(Worker.class.getName(), peer, workload.name(), Boolean.toString(oneThread)));
        Path log = Files.createDirectories(folder)
                .resolve((peer + "-" + workload.name()).replaceAll("[^A-Za-z0-9-]+", "-") + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        // Not on the command line: of one as long as the class path of all peers, ONNX Runtime 1.29 dies.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        if (oneThread) {
            // read by OpenMP, MKL and OpenBLAS when they are loaded
            builder.environment()
                    .putAll(Map.of("OMP_NUM_THREADS", "1", "MKL_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1"));
        }
        WorkerProcess worker = new WorkerProcess(builder.start(), log);
        try {
            worker.answer();
            return worker;
        } catch (IOException e) {
            worker.close();
            throw e;
        }
    }

    /** Lets it work for some seconds: milliseconds of one run. */
    double milliseconds(double seconds) throws IOException {
        to.write(Double.toString(seconds));
        to.newLine();
        to.flush();
        return Double.parseDouble(answer());
    }

    private String answer() throws IOException {
        String said = "";
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            if (line.startsWith(Worker.MARK)) {
                String answer = line.substring(Worker.MARK.length());
                if (answer.startsWith(Worker.FAILED)) {
                    throw new IOException(answer + "; see " + log);
                }
                return answer;
            }
            said = line;
        }
        throw new IOException(
                "the process has ended with code " + process.onExit().join().exitValue()
                        + (said.isEmpty() ? "" : ", saying '" + said + "'") + "; see " + log);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
