package dev.rnn4j.examples.combinations;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Layers, cells, modes, losses, weights, states and lengths in combinations that nobody chose. */
class CombinationsTest {
    @Property(seed = "20", tries = 50, shrinking = ShrinkingMode.OFF)
    void what_holds_for_each_part_holds_for_combinations(@ForAll long seed) {
        new Combination(seed).check();
    }

    @Property(seed = "21", tries = 250, shrinking = ShrinkingMode.OFF)
    void what_does_not_go_together_is_refused_and_never_fails_otherwise(@ForAll long seed) {
        new WildCombination(seed).check();
    }
}
