package dev.rnn4j.core.save;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.pass.Layer;
import dev.rnn4j.core.registry.Plugins;
import dev.rnn4j.core.toys.Toys;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NetworkDescriptionTest {
    private static final Plugins PLUGINS = Plugins.installed();

    private static final String SMALL = "{'format':'rnn4j-network/1','inputs':3,'input-mode':'sequence',"
            + "'precision':'float64','seed':-7,'layers':["
            + "{'type':'recurrent','name':'rnn-0','index':0,'direction':'forward',"
            + "'cell':{'name':'simple','settings':{'units':4,'activation':{'name':'toy-square'}}}},"
            + "{'type':'dropout','name':'dropout-1','rate':0.25},"
            + "{'type':'last-step','name':'last-step-2'},"
            + "{'type':'dense','name':'out','units':2}]}";

    private static String refusal(Executable call) {
        String message = assertThrows(BadInputException.class, call).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    private static NetworkDescription read(String json) {
        return NetworkDescription.fromJson(json.replace('\'', '"'), PLUGINS, "m.safetensors");
    }

    private static NetworkDescription of(Layer... layers) {
        return new NetworkDescription(5, true, InputMode.SEQUENCE, Precision.FLOAT32, 1, List.of(layers));
    }

    @Test
    void theTextIsTheOneOfTheFormat() {
        NetworkDescription network = new NetworkDescription(
                3,
                false,
                InputMode.SEQUENCE,
                Precision.FLOAT64,
                -7,
                List.of(
                        new Layer.Recurrent(
                                "rnn-0", new ElmanCell(4, new Toys.ToySquare()), 0, Layer.Direction.FORWARD),
                        new Layer.Dropout("dropout-1", 0.25),
                        new Layer.ReadOut("last-step-2", Layer.Reading.LAST_STEP),
                        new Layer.Dense("out", 2, NetworkDescription.NO_ACTIVATION)));
        assertEquals(SMALL.replace('\'', '"'), network.toJson());
    }

    @Test
    void everyLayerAndSettingComesBack() {
        Cell inner = PLUGINS.cell("simple(units=6,second-bias=true)");
        Cell wrapper = PLUGINS.cell(
                "toy-wrapper",
                Map.of(
                        "inner",
                        inner,
                        "after",
                        "toy-activation(slope=0.3,times=2,odd=true,side=right,knots=[1,-2.5])"));
        NetworkDescription network = new NetworkDescription(
                30,
                true,
                InputMode.FIRST_ONLY,
                Precision.FLOAT32,
                Long.MIN_VALUE,
                List.of(
                        new Layer.Embedding("embedding", 8),
                        new Layer.Recurrent("rnn-0", wrapper, 0, Layer.Direction.BOTH),
                        new Layer.Recurrent("rnn-1", new ElmanCell(2), 1, Layer.Direction.REVERSE),
                        new Layer.Dense("dense-2", 3, PLUGINS.activation("toy-activation(slope=0.1)")),
                        new Layer.Dense("out", 2, new Toys.ToySquare())));
        NetworkDescription again = NetworkDescription.fromJson(network.toJson(), PLUGINS, "m");
        assertEquals(network.toJson(), again.toJson());
        assertEquals(Long.MIN_VALUE, again.seed());
        assertEquals(InputMode.FIRST_ONLY, again.mode());
        assertTrue(again.tokens());
        Cell read = ((Layer.Recurrent) again.layers().get(1)).cell();
        assertEquals(
                wrapper.settings().asMap().get("after"), read.settings().asMap().get("after"));
        assertEquals(
                inner.settings(), read.settings().get(Toys.ToyWrapper.INNER).settings());
        assertEquals(network.layers().subList(3, 5), again.layers().subList(3, 5));
    }

    @Test
    void aDenseLayerWithoutAnActivationStaysWithout() {
        Layer.Dense out = (Layer.Dense) read(SMALL).layers().get(3);
        assertSame(NetworkDescription.NO_ACTIVATION, out.activation());
    }

    @Test
    void aPlugInWithoutANameIsNotSaved() {
        String cell = refusal(of(new Layer.Recurrent("rnn-0", t -> {}, 0, Layer.Direction.FORWARD))::toJson);
        assertEquals(
                "cannot save layer 'rnn-0': its cell has no name, and a file can hold names but no code: make it a class"
                        + " with a name(), and register a provider of that name",
                cell);
        String nested =
                refusal(of(new Layer.Recurrent("rnn-0", new ElmanCell(2, z -> z), 0, Layer.Direction.FORWARD))::toJson);
        assertTrue(
                nested.startsWith("cannot save layer 'rnn-0': its cell 'simple' has a setting 'activation' that has no"
                        + " name, "),
                nested);
        String dense = refusal(of(new Layer.Dense("out", 2, z -> z))::toJson);
        assertTrue(dense.startsWith("cannot save layer 'out': its activation has no name, "), dense);
    }

    @Test
    void whatDoesNotFitIsRefusedWithItsPlace() {
        String at = "m.safetensors: the network's description";
        String[][] cases = {
            {"'rnn4j-network/1'", "'rnn4j-network/2'", at + " has the format 'rnn4j-network/2', this program reads"},
            {"'format':'rnn4j-network/1',", "", at + ": 'format' is missing"},
            {"'format':'rnn4j-network/1'", "'format':1", at + ": 'format' is 1, it has to be a text"},
            {"'inputs':3", "'inputs':0", at + ": 'inputs' is 0, it has to be a whole number, at least 1"},
            {"'inputs':3", "'inputs':3.5", at + ": 'inputs' is 3.5, it has to be"},
            {"'inputs':3", "'inputs':3,'tokens':3", at + " has an unknown 'inputs'; it knows format, tokens, "},
            {"'sequence'", "'sideways'", at + ": 'input-mode' is 'sideways', it has to be one of sequence, first-only"},
            {"'float64'", "'float16'", at + ": 'precision' is 'float16', it has to be one of float32, float64"},
            {"-7", "1e3", at + ": 'seed' is 1000.0, it has to be a whole number of 64 bits"},
            {"'seed':-7", "'sead':-7", at + ": 'seed' is missing"},
            {"'layers':[", "'layers':[7,", at + ", layer 1 of 5 has to be an object, it is 7"},
            {"'last-step',", "'first-step',", at + ", layer 3 of 4: 'type' is 'first-step', it has to be one of "},
            {"'rate':0.25", "'rate':1", at + ": layer 'dropout-1' has the rate 1.0"},
            {"'rate':0.25", "'rate':'x'", at + ", layer 2 of 4: 'rate' is 'x', it has to be a number"},
            {"'rate':0.25", "'rate':0.25,'p':1", at + ", layer 2 of 4 has an unknown 'p'; it knows type, name, rate"},
            {"'index':0", "'index':1", at + ": layer 'rnn-0' has the index 1, but 0 recurrent layers are before it"},
            {"'forward'", "'backward'", at + ", layer 1 of 4: 'direction' is 'backward', it has to be one of forward"},
            {
                "'forward'",
                "'both','merge':'max'",
                at + ", layer 1 of 4: 'merge' is 'max', it has to be one of concat, sum"
            },
            {"'forward'", "'forward','merge':'sum'", at + ", layer 1 of 4 has an unknown 'merge'"},
            {"'name':'out'", "'name':'rnn-0'", at + ": layer 'rnn-0' is there twice"},
            {
                "'name':'simple'",
                "'name':'simpel'",
                at + ", layer 1 of 4: no cell is named 'simpel'; did you mean 'simple'?"
            },
            {"'units':4", "'unit':4", at + ", layer 1 of 4: cell 'simple' has no setting 'unit'; did you mean 'units'?"
            },
            {"{'name':'toy-square'}", "{'class':'x'}", "setting 'activation': a plug-in has no 'class' beside"},
            {"'cell':{", "'cell':{'class':'java.io.File',", at + ", layer 1 of 4, cell has an unknown 'class'"},
            {"'units':2", "'units':2,'activation':'x'", "layer 4 of 4: 'activation' is 'x', it has to be an object"},
            {"{'type':'last-step','name':'last-step-2'}", "{'type':'embedding','name':'e','width':2}", "is an embedding"
            },
            {"'seed':-7", "'seed':-7,'seed':-7", at + " is not JSON at line 1, column "},
        };
        for (String[] c : cases) {
            assertTrue(SMALL.contains(c[0]), c[0]);
            String message = refusal(() -> read(SMALL.replace(c[0], c[1])));
            assertTrue(message.contains(c[2]), message);
        }
        assertTrue(refusal(() -> read("[]")).contains("is not a JSON object"));
        assertTrue(refusal(() -> read("")).contains("is not a JSON object"));
    }

    @Test
    void layersThatCannotFollowEachOtherAreRefused() {
        assertTrue(refusal(() -> of()).contains("has no layers"));
        assertTrue(refusal(() -> of(
                        new Layer.ReadOut("a", Layer.Reading.LAST_STEP),
                        new Layer.ReadOut("b", Layer.Reading.LAST_STEP)))
                .contains("a second time"));
        assertTrue(refusal(() -> of(
                        new Layer.ReadOut("a", Layer.Reading.LAST_STEP),
                        new Layer.Recurrent("r", new ElmanCell(1), 0, Layer.Direction.FORWARD)))
                .contains("one row was read out before it"));
        assertTrue(refusal(() -> of(new Layer.Dense("d", 0, NetworkDescription.NO_ACTIVATION)))
                .contains("has 0 units"));
        assertTrue(refusal(() -> of(new Layer.Dropout("d", Double.NaN))).contains("has the rate NaN"));
        assertTrue(refusal(() -> of(new Layer.ReadOut("", Layer.Reading.LAST_STEP)))
                .contains("has no name"));
    }

    @Test
    void aDamagedTextIsReadOrRefusedInOneLine() {
        String palette = "{}[]\":,0123456789-.e\\abnrt\u0000\n";
        String json = SMALL.replace('\'', '"');
        Random random = new Random(20261124);
        for (int run = 0; run < 2000; run++) {
            StringBuilder damaged = new StringBuilder(json);
            for (int k = random.nextInt(3); k >= 0; k--) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(3)) {
                    case 0 -> damaged.deleteCharAt(at);
                    case 1 -> damaged.insert(at, palette.charAt(random.nextInt(palette.length())));
                    default -> damaged.setCharAt(at, palette.charAt(random.nextInt(palette.length())));
                }
            }
            try {
                NetworkDescription.fromJson(damaged.toString(), PLUGINS, "m");
            } catch (BadInputException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
                assertTrue(e.getMessage().startsWith("m: the network's description"), e.getMessage());
            }
        }
    }
}
