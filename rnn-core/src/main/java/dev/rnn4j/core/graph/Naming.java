package dev.rnn4j.core.graph;

/** How the parameters of a traced cell are called in public. */
public interface Naming {
    /** A weight matrix by the role of its operand: {@code "ih"} becomes {@code weight_ih_l0}. */
    String weight(String role);

    /** A bias by the role of its operand. */
    String bias(String role);

    /** A vector of the cell's own. */
    String vector(String name);

    /** The field's names for a recurrent layer: {@code weight_ih_l0}, {@code bias_ih_l0_reverse}. */
    static Naming recurrent(int layer, boolean reverse) {
        String suffix = "_l" + layer + (reverse ? "_reverse" : "");
        return new Naming() {
            @Override
            public String weight(String role) {
                return "weight_" + role + suffix;
            }

            @Override
            public String bias(String role) {
                return "bias_" + role + suffix;
            }

            @Override
            public String vector(String name) {
                return name + suffix;
            }
        };
    }

    /** The names of a layer with one weight and one bias: {@code out.weight}, {@code out.bias}. */
    static Naming layer(String layer) {
        return new Naming() {
            @Override
            public String weight(String role) {
                return layer + ".weight";
            }

            @Override
            public String bias(String role) {
                return layer + ".bias";
            }

            @Override
            public String vector(String name) {
                return layer + "." + name;
            }
        };
    }

    /** The names of a layer with several weights: {@code attention.query.weight}, {@code attention.query.bias}. */
    static Naming parts(String layer) {
        return new Naming() {
            @Override
            public String weight(String role) {
                return layer + "." + role + ".weight";
            }

            @Override
            public String bias(String role) {
                return layer + "." + role + ".bias";
            }

            @Override
            public String vector(String name) {
                return layer + "." + name;
            }
        };
    }

    /** The same names behind a prefix. */
    default Naming behind(String prefix) {
        Naming inner = this;
        return new Naming() {
            @Override
            public String weight(String role) {
                return prefix + inner.weight(role);
            }

            @Override
            public String bias(String role) {
                return prefix + inner.bias(role);
            }

            @Override
            public String vector(String name) {
                return prefix + inner.vector(name);
            }
        };
    }
}
