/**
 * Finds plug-ins by name, as files and command lines need it. How to register one is said at {@link
 * dev.rnn4j.api.Provider}.
 */
package dev.rnn4j.core.registry;
