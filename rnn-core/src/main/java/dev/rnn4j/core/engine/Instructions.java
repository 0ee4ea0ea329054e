package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.Op;
import java.util.List;
import java.util.function.Function;

/** Turns a node into instructions. */
final class Instructions {
    private Instructions() {}

    /**
     * Compiles one node.
     *
     * @param width numbers of the result that one row holds; what works element by element can run on any division
     */
    static void compile(Node v, int width, Function<Node, Object[][]> place, List<Instruction> to) {
        if (v.op() == Op.CONCAT) {
            int from = 0;
            for (Node part : v.args()) {
                Instruction i = new Instruction(Op.PLACE, v.width(), part.width(), from, 0, 0, null, null);
                i.y = place.apply(v);
                i.a = place.apply(part);
                to.add(i);
                from += part.width();
            }
            return;
        }
        int argWidth = v.args().length > 0 ? v.arg(0).width() : 0;
        Instruction i = new Instruction(v.op(), width, argWidth, v.from(), v.k(), v.k2(), v.function(), v.scalar());
        i.y = place.apply(v);
        i.a = v.arg(0) == null ? null : place.apply(v.arg(0));
        i.b = v.arg(1) == null ? null : place.apply(v.arg(1));
        i.c = v.arg(2) == null ? null : place.apply(v.arg(2));
        to.add(i);
    }
}
