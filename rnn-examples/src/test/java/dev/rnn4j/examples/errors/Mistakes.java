package dev.rnn4j.examples.errors;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;

/** Mistakes, by what the page calls them. */
final class Mistakes {
    private final Map<String, Executable> all = new LinkedHashMap<>();

    /** All there are; {@code folder} is an empty one to work in. */
    static Mistakes in(Path folder) {
        Mistakes mistakes = new Mistakes();
        PluginMistakes.addTo(mistakes, folder);
        NetworkMistakes.addTo(mistakes);
        DataMistakes.addTo(mistakes);
        TrainingMistakes.addTo(mistakes);
        UseMistakes.addTo(mistakes);
        FileMistakes.addTo(mistakes, folder);
        return mistakes;
    }

    void add(String what, Executable mistake) {
        if (all.put(what, mistake) != null) {
            throw new IllegalArgumentException("there are two mistakes called " + what);
        }
    }

    Set<String> names() {
        return all.keySet();
    }

    Executable get(String what) {
        return all.get(what);
    }
}
