package dev.rnn4j.examples;

import dev.rnn4j.core.kernel.KernelChoice;
import dev.rnn4j.core.network.Network;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code rnn info}: which rnn4j on which Java, with which kernels. */
@Command(
        name = "info",
        description = "Tells the version, the Java it runs on, and which kernels do its arithmetic in which precision.",
        mixinStandardHelpOptions = true)
public final class InfoCommand implements Callable<Integer> {
    /** For picocli. */
    public InfoCommand() {}

    @Override
    public Integer call() {
        Runtime runtime = Runtime.getRuntime();
        line("rnn4j", version());
        line(
                "java",
                Runtime.version() + ", " + System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor")
                        + ", in " + System.getProperty("java.home"));
        line(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        line("processors", String.valueOf(runtime.availableProcessors()));
        line("memory", (runtime.maxMemory() >> 20) + " MB at most");
        line(
                "precision",
                Network.builder().inputs(1).dense(1).build().precision() + " unless a network asks for another");
        List<String> uses = KernelChoice.current().uses();
        for (int i = 0; i < uses.size(); i++) {
            line(i == 0 ? "kernels" : "", uses.get(i));
        }
        KernelChoice.current().reasons().forEach(reason -> line("", reason));
        line("from", place());
        return 0;
    }

    private static void line(String what, String value) {
        System.out.printf("%-11s %s%n", what, value);
    }

    private static String version() {
        String version = Network.class.getPackage().getImplementationVersion();
        return version == null ? "of unknown version (not run from its jar)" : version;
    }

    private static String place() {
        CodeSource source = Network.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? "an unknown place"
                    : Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return source.getLocation().toString();
        }
    }

    /** For {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"rnn4j " + version() + ", Java " + Runtime.version()};
        }
    }
}
