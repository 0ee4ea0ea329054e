package dev.rnn4j.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Plugin;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.toys.Toys;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    private final Plugins plugins = Plugins.installed();

    private static String refusal(Executable call) {
        String message = assertThrows(BadInputException.class, call).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    // ---- making

    @Test
    void aNameMakesThePlugInOfEachService() {
        assertEquals(new Toys.ToySquare(), plugins.activation("toy-square"));
        assertEquals(new Toys.ToyLoss(), plugins.loss("toy-loss"));
        assertInstanceOf(Toys.ToyOptimizer.class, plugins.optimizer("toy-optimizer", Map.of("rate", 0.1)));
        assertInstanceOf(ElmanCell.class, plugins.cell("simple", Map.of("units", 3)));
    }

    @Test
    void namesAreListedInOrderAndOnce() {
        assertEquals(List.of("toy-activation", "toy-square"), plugins.names(Activation.class));
        assertEquals(List.of("simple", "toy-wrapper"), plugins.names(Cell.class));
        assertEquals(List.of("toy-loss"), plugins.names(Loss.class));
        assertEquals(List.of("toy-optimizer"), plugins.names(Optimizer.class));
        assertEquals("toy-wrapper", plugins.providers(Cell.class).get(1).name());
    }

    @Test
    void settingsInTheTextAreThoseOfTheMap() {
        Activation text =
                plugins.activation(" toy-activation( slope=0.25, times=3 ,odd=true,side=right,knots=[1, 2.5] ) ");
        Activation map = plugins.activation(
                "toy-activation",
                Map.of("slope", 0.25, "times", 3, "odd", true, "side", "right", "knots", List.of(1, 2.5)));
        assertEquals(map, text);
        assertEquals(3, map.settings().asMap().get("times"));
    }

    @Test
    void settingsInTheTextAndInTheMapAddUp() {
        Activation made = plugins.activation("toy-activation(slope=0.25)", Map.of("times", 3));
        assertEquals(Map.of("slope", 0.25, "times", 3), made.settings().asMap());
    }

    @Test
    void settingsKeepTheProvidersOrder() {
        Activation made = plugins.activation("toy-activation(knots=[1],times=3,slope=2)");
        assertEquals(
                List.of("slope", "times", "knots"),
                List.copyOf(made.settings().asMap().keySet()));
    }

    @Test
    void anEmptyParenthesisIsNoSettings() {
        assertEquals(plugins.activation("toy-activation"), plugins.activation("toy-activation()"));
    }

    @Test
    void aNestedPlugInIsANameATextAMapOrAnObject() {
        Activation leaf = plugins.activation("toy-activation(slope=0.2)");
        Map<String, Object> leafMap = Map.of("name", "toy-activation", "settings", Map.of("slope", 0.2));
        for (Object given : new Object[] {leaf, leafMap, "toy-activation(slope=0.2)"}) {
            Cell cell = plugins.cell("simple", Map.of("units", 2, "activation", given));
            assertEquals(leaf, cell.settings().asMap().get("activation"));
        }
        Cell bare = plugins.cell("simple", Map.of("units", 2, "activation", Map.of("name", "toy-square")));
        assertEquals(new Toys.ToySquare(), bare.settings().get(ElmanCell.ACTIVATION));
        Cell deep = plugins.cell("toy-wrapper(inner=toy-wrapper(inner=simple(units=4,activation=toy-square)),"
                + "after=toy-activation(knots=[1,2]))");
        Plugin inner = (Plugin) ((Plugin) deep.settings().asMap().get("inner"))
                .settings()
                .asMap()
                .get("inner");
        assertEquals(4, inner.settings().asMap().get("units"));
    }

    @Test
    void anObjectInASettingStaysThatObject() {
        Activation lambda = z -> z;
        Cell cell = plugins.cell("simple", Map.of("units", 2, "activation", lambda));
        assertSame(lambda, cell.settings().get(ElmanCell.ACTIVATION));
    }

    // ---- handing on

    /** The settings of the cell inside a wrapper, as deep as that one is. */
    private static Map<String, Object> inside(Plugin wrapper) {
        Map<String, Object> settings = wrapper.settings().asMap();
        return settings.get("inner") instanceof Plugin inner ? inside(inner) : settings;
    }

    @Test
    void aWrapperHandsOnWhatItHasNoSettingFor() {
        Map<String, Object> four = Map.of("units", 4);
        Map<String, Object> simple = Map.of("name", "simple");
        assertEquals(four, inside(plugins.cell("toy-wrapper(inner=simple)", four)));
        assertEquals(four, inside(plugins.cell("toy-wrapper(units=4,inner=simple)")));
        assertEquals(four, inside(plugins.cell("toy-wrapper", Map.of("inner", "simple", "units", 4))));
        assertEquals(four, inside(plugins.cell("toy-wrapper", Map.of("inner", simple, "units", 4))));
        assertEquals(four, inside(plugins.cell("toy-wrapper(inner=toy-wrapper(inner=simple))", four)));
        assertEquals(
                Map.of("units", 4, "second-bias", true),
                inside(plugins.cell("toy-wrapper(inner=simple(second-bias=true))", four)));
        assertEquals(
                Set.of("inner"),
                plugins.cell("toy-wrapper(inner=simple)", four)
                        .settings()
                        .asMap()
                        .keySet());
    }

    @Test
    void whatNeitherTheWrapperNorThePlugInInItHasIsRefusedWithAllNames() {
        assertEquals(
                "cell 'toy-wrapper', with what is in it, has no setting 'unit'; did you mean 'units'? It has: inner, after,"
                        + " units, activation, second-bias",
                refusal(() -> plugins.cell("toy-wrapper(inner=simple,unit=4)")));
        assertEquals(
                "cell 'toy-wrapper': setting 'inner': no cell is named 'simpel'; did you mean 'simple'? There are: simple,"
                        + " toy-wrapper; for others add dev.rnn4j:rnn-cells, or the jar that provides it",
                refusal(() -> plugins.cell("toy-wrapper(inner=simpel)", Map.of("units", 4))));
        assertEquals(
                "cell 'toy-wrapper' needs the setting 'inner' (the name of a registered cell): give it a value",
                refusal(() -> plugins.cell("toy-wrapper", Map.of("units", 4))));
        assertTrue(refusal(() -> plugins.cell("toy-wrapper(inner=simple(units=3))", Map.of("units", 4)))
                .contains("cell 'simple': setting 'units' is given twice"));
        assertEquals(
                "cell 'toy-wrapper' has no setting 'units'. It has: inner, after",
                refusal(() -> plugins.cell("toy-wrapper", Map.of("inner", new ElmanCell(3), "units", 4))));
        assertTrue(refusal(() -> plugins.cell("toy-wrapper", Map.of("inner", 3, "units", 4)))
                .contains("'inner'"));
        String deep = "toy-wrapper(inner=".repeat(5000) + "simple" + ")".repeat(5000);
        assertTrue(refusal(() -> plugins.cell(deep, Map.of("unit", 1))).length() < 1000);
    }

    // ---- refusing

    @Test
    void anUnknownNameIsAnsweredWithTheNamesTheNearestAndTheArtifact() {
        assertEquals(
                "no activation is named 'toy-sqare'; did you mean 'toy-square'? There are: toy-activation, toy-square;"
                        + " for others add dev.rnn4j:rnn-activations, or the jar that provides it",
                refusal(() -> plugins.activation("toy-sqare")));
        assertEquals(
                "no cell is named 'quux'. There are: simple, toy-wrapper; for others add dev.rnn4j:rnn-cells, or the jar"
                        + " that provides it",
                refusal(() -> plugins.cell("quux")));
        assertTrue(refusal(() -> plugins.loss("x")).contains("dev.rnn4j:rnn-losses"));
        assertTrue(refusal(() -> plugins.optimizer("x")).contains("dev.rnn4j:rnn-optimizers"));
        assertTrue(refusal(() -> plugins.activation("Toy_Square")).contains("did you mean 'toy-square'?"));
    }

    @Test
    void withNoneInstalledTheMessageSaysSo() {
        assertEquals(
                "no loss is named 'mse', for none is installed: add dev.rnn4j:rnn-losses, or the jar that provides it",
                refusal(() -> Shelf.load(Service.LOSS, List.of()).get("mse")));
    }

    @Test
    void anUnknownSettingIsAnsweredWithTheKnownOnesAndTheNearest() {
        assertEquals(
                "activation 'toy-activation' has no setting 'slop'; did you mean 'slope'? It has: slope, times, odd, side,"
                        + " knots",
                refusal(() -> plugins.activation("toy-activation(slop=1)")));
        assertEquals(
                "activation 'toy-square' has no setting 'slope'; it has none: leave it out",
                refusal(() -> plugins.activation("toy-square", Map.of("slope", 1))));
    }

    @Test
    void aValueOutOfRangeIsRefusedWithItsOwner() {
        assertTrue(refusal(() -> plugins.activation("toy-activation(slope=0)"))
                .startsWith("activation 'toy-activation': setting 'slope' cannot be 0: it is "));
        assertTrue(
                refusal(() -> plugins.activation("toy-activation(times=2.5)")).contains("'times' cannot be 2.5"));
        assertTrue(refusal(() -> plugins.activation("toy-activation(side=up)")).contains("'side' cannot be up"));
        Map<String, Object> absent = new HashMap<>();
        absent.put("slope", null);
        assertTrue(refusal(() -> plugins.activation("toy-activation", absent)).contains("'slope' cannot be null"));
    }

    @Test
    void aMissingSettingIsNamed() {
        String message = refusal(() -> plugins.optimizer("toy-optimizer"));
        assertTrue(message.startsWith("optimizer 'toy-optimizer' needs the setting 'rate' ("), message);
        assertTrue(message.endsWith(": give it a value"), message);
    }

    @Test
    void theProvidersOwnRefusalPasses() {
        assertEquals(
                "seven times is once too often: take six",
                refusal(() -> plugins.activation("toy-activation", Map.of("times", 7))));
    }

    @Test
    void aRefusalInsideANestedPlugInNamesTheWayThere() {
        assertTrue(refusal(() -> plugins.cell("toy-wrapper(inner=simple(units=0))"))
                .startsWith("cell 'toy-wrapper': setting 'inner': cell 'simple': setting 'units' cannot be 0"));
        assertTrue(refusal(() -> plugins.cell("simple", Map.of("units", 1, "activation", Map.of("nome", "x"))))
                .contains("a plug-in has no 'nome' beside 'name' and 'settings'"));
        assertTrue(refusal(() -> plugins.cell("simple", Map.of("units", 1, "activation", Map.of("name", 3))))
                .contains("a plug-in needs a text 'name', here it is 3"));
        assertTrue(refusal(() -> plugins.cell(
                        "simple", Map.of("units", 1, "activation", Map.of("name", "toy-square", "settings", 3))))
                .contains("'settings' are names with values"));
        assertTrue(refusal(() -> plugins.cell("simple", Map.of("units", 1, "activation", 3)))
                .contains("setting 'activation' cannot be 3"));
    }

    @Test
    void aSettingGivenTwiceIsRefused() {
        assertTrue(refusal(() -> plugins.activation("toy-activation(slope=1)", Map.of("slope", 2)))
                .contains("setting 'slope' is given twice"));
        assertTrue(refusal(() -> plugins.activation("toy-activation(slope=1,slope=1)"))
                .contains("'slope' is there twice"));
    }

    @Test
    void endlessNestingIsRefused() {
        String deep = "toy-wrapper(inner=".repeat(5000) + "simple(units=1)" + ")".repeat(5000);
        assertTrue(refusal(() -> plugins.cell(deep)).contains("more than 32 deep"));
    }

    @Test
    void aClassThatIsNoServiceIsAProgrammersMistake() {
        assertThrows(IllegalArgumentException.class, () -> plugins.names(Plugin.class));
    }

    // ---- loading

    private static Plugins with(Path directory, String... providers) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(services.resolve("dev.rnn4j.api.ActivationProvider"), List.of(providers));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader more =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, PluginsTest.class.getClassLoader())) {
            thread.setContextClassLoader(more);
            return Plugins.installed();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void whatTwoClassLoadersSeeIsListedOnce(@TempDir Path directory) throws IOException {
        Plugins found = with(directory, Toys.ToySquareProvider.class.getName());
        assertEquals(List.of("toy-activation", "toy-square"), found.names(Activation.class));
    }

    @Test
    void aThreadWithoutAContextClassLoaderFindsThePlugInsToo() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(null);
            assertEquals(List.of("toy-loss"), Plugins.installed().names(Loss.class));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aNameProvidedTwiceIsAnErrorThatNamesBothClassesAndPlaces(@TempDir Path directory) {
        String message = refusal(() -> with(directory, Toys.TwinProvider.class.getName()));
        assertTrue(message.startsWith("two providers have the activation name 'toy-square': "), message);
        assertTrue(message.contains(Toys.TwinProvider.class.getName() + " ("), message);
        assertTrue(message.contains(Toys.ToySquareProvider.class.getName() + " ("), message);
        assertTrue(message.contains("test-classes"), message);
    }

    @Test
    void aProviderThatCannotBeMadeIsOneClearLine(@TempDir Path directory) {
        String missing = refusal(() -> with(directory.resolve("a"), "nowhere.To.Be.Found"));
        assertTrue(missing.startsWith("an activation provider cannot be loaded: "), missing);
        assertTrue(missing.contains("nowhere.To.Be.Found"), missing);
        String throwing = refusal(() -> with(directory.resolve("b"), Toys.ThrowingProvider.class.getName()));
        assertTrue(throwing.contains("no luck"), throwing);
        String closed = refusal(() -> with(directory.resolve("c"), Toys.ClosedProvider.class.getName()));
        assertTrue(closed.contains("public constructor without parameters"), closed);
        String other = refusal(() -> with(directory.resolve("d"), Toys.ToyLossProvider.class.getName()));
        assertTrue(other.contains("ToyLossProvider"), other);
    }

    @Test
    void anIllFormedNameIsRefused(@TempDir Path directory) {
        String message = refusal(() -> with(directory, Toys.ShoutingProvider.class.getName()));
        assertTrue(message.contains("has the name 'Toy_Square': a name is lower-case words"), message);
    }

    @Test
    void nothingIsFoundUnderAnUnlistedClassName() {
        refusal(() -> plugins.activation("dev.rnn4j.core.toys.Toys$TwinProvider"));
    }
}
