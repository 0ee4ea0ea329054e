package dev.rnn4j.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Setting<Double> RATE =
            Setting.number("rate", 0.5, "a rate").above(0);
    private static final Setting<Integer> UNITS =
            Setting.integer("units", "units").atLeast(1);

    @Test
    void whatIsNotGivenHasItsDefault() {
        assertEquals(0.5, Settings.none().get(RATE));
        assertEquals(2.0, Settings.none().with(RATE, 2.0).get(RATE));
    }

    @Test
    void whatMustBeGivenIsMissed() {
        said("setting 'units' is missing", () -> Settings.none().get(UNITS));
    }

    @Test
    void aValueOutsideItsRangeIsRefused() {
        said(
                "setting 'rate' cannot be 0.0: it is a number above 0",
                () -> Settings.none().with(RATE, 0.0));
        said("setting 'units' cannot be 1.5", () -> UNITS.check("1.5"));
        said("setting 'rate' cannot be NaN", () -> RATE.check(Double.NaN));
    }

    @Test
    void aDefaultOutsideItsOwnRangeIsRefused() {
        Setting<Double> free = Setting.number("beta", 1.9, "decay").atLeast(0);
        assertThrows(IllegalArgumentException.class, () -> free.below(1));
    }

    @Test
    void aSettingThatTheProviderDoesNotListCannotBeRead() {
        Settings settings = Settings.none().with(UNITS, 3).declaredBy(List.of(UNITS));
        assertEquals(3, settings.get(UNITS));
        said("reads setting 'rate', which its provider does not list", () -> settings.get(RATE));
        assertEquals(Settings.none().with(UNITS, 3), settings);
    }

    @Test
    void aNameListedTwiceIsRefused() {
        said("listed twice", () -> Settings.none().declaredBy(List.of(RATE, RATE)));
    }

    @Test
    void aNameReadAsAnotherTypeIsRefused() {
        Setting<Boolean> other = Setting.flag("units", true, "something else");
        said("two settings have this name", () -> Settings.none().with(UNITS, 3).get(other));
    }

    @Test
    void aPlugInAmongTheValuesIsWrittenByItsNameAndSettings() {
        Setting<Plugin> inner = Setting.plugin("inner", Plugin.class, "inside");
        Plugin named = new Plugin() {
            @Override
            public String name() {
                return "tiny";
            }

            @Override
            public Settings settings() {
                return Settings.none().with(UNITS, 3);
            }
        };
        assertEquals(
                "{units=2, inner=tiny(units=3)}",
                Settings.none().with(UNITS, 2).with(inner, named).toString());
    }

    private static void said(String part, Runnable broken) {
        String message = assertThrows(BadInputException.class, broken::run).getMessage();
        assertTrue(message.contains(part), message);
        assertEquals(1, message.lines().count());
    }
}
