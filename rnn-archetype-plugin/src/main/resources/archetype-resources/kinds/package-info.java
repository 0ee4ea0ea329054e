/** The ${kind} {@code ${pluginName}} for rnn4j. */
package ${package};
