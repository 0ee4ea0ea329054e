package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.ParameterSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** All parameters of a network by public name, in the order in which the network declares them. */
public final class ParameterSet {
    private final Kernels kernels;
    private final Map<String, Parameter> byName = new LinkedHashMap<>();
    private volatile long version;

    public ParameterSet(Kernels kernels) {
        this.kernels = kernels;
    }

    /** The parameter of this declaration, made if it is new. */
    public void declare(ParameterSpec spec) {
        Parameter known = byName.get(spec.name());
        if (known == null) {
            byName.put(spec.name(), new Parameter(spec, kernels));
        } else if (known.inputs() != spec.inputs() || known.units() != spec.units()) {
            throw new IllegalStateException("parameter " + spec.name() + " is declared with two shapes");
        }
    }

    public Parameter get(String name) {
        return byName.get(name);
    }

    public Collection<Parameter> all() {
        return byName.values();
    }

    /** Counts up with every change of a value; programs pack their weights anew when it has. */
    public long version() {
        return version;
    }

    /** To be called after values were changed. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // parameters are changed by one thread at a time
    public void changed() {
        version++;
    }

    public void clearGradients() {
        for (Parameter p : byName.values()) {
            p.clearGradient();
        }
    }
}
