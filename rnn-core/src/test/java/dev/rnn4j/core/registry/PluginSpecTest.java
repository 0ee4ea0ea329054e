package dev.rnn4j.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rnn4j.api.BadInputException;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class PluginSpecTest {
    @Example
    void aTextIsANameAndItsSettings() {
        assertEquals(new PluginSpec("relu", Map.of()), PluginSpec.parse("relu"));
        assertEquals(
                new PluginSpec("adam", Map.of("learning-rate", "0.01", "amsgrad", "true")),
                PluginSpec.parse("adam(learning-rate=0.01,amsgrad=true)"));
        assertEquals(
                new PluginSpec("simple", Map.of("units", "8", "activation", "leaky-relu(negative-slope=0.2,x=[1,2])")),
                PluginSpec.parse("simple(units=8, activation=leaky-relu(negative-slope=0.2,x=[1,2]))"));
        assertEquals(new PluginSpec("a", Map.of("knots", "1,2")), PluginSpec.parse("a(knots=[1,2])"));
    }

    @Example
    void theTextFormIsReadBackAsItWas() {
        for (String text :
                new String[] {"relu", "adam(learning-rate=0.01,amsgrad=true)", "a(x=b(y=c(z=[1,2]),w=3),v=[4,5])"}) {
            assertEquals(
                    PluginSpec.parse(text),
                    PluginSpec.parse(PluginSpec.parse(text).toString()));
            assertEquals(text, PluginSpec.parse(text).toString());
        }
    }

    @Example
    void aTextOfAnotherFormIsRefusedWithTheReason() {
        for (String[] c : new String[][] {
            {"", "there is no name"},
            {"(x=1)", "there is no name"},
            {"relu(", "closing parenthesis is missing"},
            {"relu(x=1", "closing parenthesis is missing"},
            {"relu(x=(1)", "a parenthesis is not closed"},
            {"relu(x=1))", "a parenthesis closes that was not opened"},
            {"relu(x)", "'x' is not setting=value"},
            {"relu(x=)", "'x=' is not setting=value"},
            {"relu(x=1,)", "'' is not setting=value"},
        }) {
            BadInputException e = assertThrows(BadInputException.class, () -> PluginSpec.parse(c[0]), c[0]);
            assertEquals(true, e.getMessage().contains(c[1]), e.getMessage());
        }
        assertThrows(BadInputException.class, () -> PluginSpec.parse(null));
    }

    @Property(seed = "20261124", tries = 500)
    void anyTextIsReadOrRefusedInOneLine(
            @ForAll @StringLength(max = 20) @Chars({'a', 'b', '(', ')', '[', ']', '=', ',', '\n'}) String text) {
        try {
            PluginSpec.parse(text);
        } catch (BadInputException e) {
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
        }
    }
}
