package dev.rnn4j.core.registry;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.message.Messages;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A plug-in's name with settings in text form, as it stands on a command line: {@code relu},
 * {@code adam(learning-rate=0.01,amsgrad=true)}. A value that is a plug-in itself has the same form, {@code
 * simple(units=8,activation=leaky-relu(negative-slope=0.2))}; a list of numbers stands in brackets, {@code [1,2,3]}.
 *
 * @param name the plug-in's name
 * @param settings the text of each value by setting, in the order given
 */
public record PluginSpec(String name, Map<String, String> settings) {
    /** Keeps a copy of the settings. */
    public PluginSpec {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * Reads the text form. Whether the name and the settings exist is not asked here.
     *
     * @throws BadInputException if the text is not of this form
     */
    public static PluginSpec parse(String text) {
        String trimmed = text == null ? "" : text.trim();
        int open = trimmed.indexOf('(');
        String name = (open < 0 ? trimmed : trimmed.substring(0, open)).trim();
        if (name.isEmpty()) {
            throw refuse(text, "there is no name");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        if (open >= 0) {
            if (!trimmed.endsWith(")")) {
                throw refuse(text, "the closing parenthesis is missing");
            }
            String inside = trimmed.substring(open + 1, trimmed.length() - 1);
            int depth = 0;
            int start = 0;
            for (int i = 0; i <= inside.length(); i++) {
                char c = i < inside.length() ? inside.charAt(i) : ',';
                if (c == '(' || c == '[') {
                    depth++;
                } else if (c == ')' || c == ']') {
                    depth--;
                } else if (c == ',' && depth == 0) {
                    addSetting(text, inside.substring(start, i), inside.isBlank(), settings);
                    start = i + 1;
                }
                if (depth < 0) {
                    throw refuse(text, "a parenthesis closes that was not opened");
                }
            }
            if (depth > 0) {
                throw refuse(text, "a parenthesis is not closed");
            }
        }
        return new PluginSpec(name, settings);
    }

    private static void addSetting(String text, String part, boolean nothing, Map<String, String> settings) {
        if (nothing) {
            return;
        }
        int equals = part.indexOf('=');
        String setting = equals < 0 ? "" : part.substring(0, equals).trim();
        String value = equals < 0 ? "" : part.substring(equals + 1).trim();
        if (setting.isEmpty() || value.isEmpty()) {
            throw refuse(text, Messages.quote(part.trim()) + " is not setting=value");
        }
        if (value.startsWith("[") && value.endsWith("]")) {
            value = value.substring(1, value.length() - 1).trim();
        }
        if (settings.put(setting, value) != null) {
            throw refuse(text, "setting " + Messages.quote(setting) + " is there twice");
        }
    }

    private static BadInputException refuse(String text, String why) {
        return new BadInputException("cannot read " + (text == null ? "null" : Messages.quote(text)) + ": " + why
                + "; write a name, or a name with settings like leaky-relu(negative-slope=0.2)");
    }

    /** The text form. */
    @Override
    public String toString() {
        if (settings.isEmpty()) {
            return name;
        }
        StringJoiner all = new StringJoiner(",", name + "(", ")");
        settings.forEach((setting, value) -> all.add(setting + "="
                + (value.isEmpty() || value.indexOf(',') >= 0 && value.indexOf('(') < 0 ? "[" + value + "]" : value)));
        return all.toString();
    }
}
