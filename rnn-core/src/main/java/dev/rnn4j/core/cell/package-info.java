/**
 * The simple recurrent cell. It comes with the core, so that a network needs no further module; all others are
 * plug-ins.
 */
package dev.rnn4j.core.cell;
