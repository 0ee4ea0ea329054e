#set($type = "${kind.substring(0, 1).toUpperCase()}${kind.substring(1)}")
/** The ${kind} {@code ${pluginName}} for rnn4j. */
module ${package} {
    requires transitive dev.rnn4j.api;

    exports ${package};

    provides dev.rnn4j.api.${type}Provider with
            ${package}.${className}.Provider;
}
