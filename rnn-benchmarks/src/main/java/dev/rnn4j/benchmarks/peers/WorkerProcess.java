package dev.rnn4j.benchmarks.peers;

import dev.rnn4j.benchmarks.Workload;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The other end of a {@link Worker}: starts its process and asks it. */
final class WorkerProcess implements AutoCloseable {
    private static final String PROCESSOR = System.getProperty("processor", "0");

    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;
    private final Path log;
    private double firstRun;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        to = process.outputWriter();
        from = process.inputReader();
    }

    /**
     * Starts an entrant and waits until it has run once.
     *
     * @param folder for natives that libraries unpack, and for what they print
     * @throws IOException if it fails
     */
    static WorkerProcess start(Entrant entrant, Workload workload, boolean oneThread, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        if (oneThread && Files.isExecutable(Path.of("/usr/bin/taskset"))) {
            command.addAll(List.of("/usr/bin/taskset", "-c", PROCESSOR));
        }
        command.add(entrant.java().toString());
        if (oneThread) {
            command.addAll(List.of("-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC"));
        }
        command.addAll(List.of("-Xmx4g", "-Dpeers.folder=" + folder));
        command.addAll(entrant.options());
        command.addAll(List.of(Worker.class.getName(), entrant.peer(), workload.name(), Boolean.toString(oneThread)));
        Path log = Files.createDirectories(folder)
                .resolve((entrant.name() + "-" + workload.name()).replaceAll("[^A-Za-z0-9-]+", "-") + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        // Not on the command line: of one as long as the class path of all peers, ONNX Runtime 1.29 dies.
        builder.environment().put("CLASSPATH", entrant.classPath());
        if (oneThread) {
            // read by OpenMP, MKL and OpenBLAS when they are loaded
            builder.environment()
                    .putAll(Map.of("OMP_NUM_THREADS", "1", "MKL_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1"));
        }
        WorkerProcess worker = new WorkerProcess(builder.start(), log);
        try {
            worker.firstRun = Double.parseDouble(worker.answer().substring(Worker.READY.length()));
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

    /** Milliseconds from the start of the JVM to the end of the first run. */
    double firstRun() {
        return firstRun;
    }

    /** The most memory that the process has had until now; NaN where the system has no {@code /proc}. */
    double peakMegabytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (Files.isReadable(status)) {
            try (Stream<String> lines = Files.lines(status)) {
                return lines.filter(line -> line.startsWith("VmHWM:"))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElse(Double.NaN);
            } catch (IOException | UncheckedIOException e) {
                return Double.NaN; // it has just ended
            }
        }
        return Double.NaN;
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
