/**
 * A network as a file: its weights by the safetensors format ({@link dev.rnn4j.core.save.Safetensors}), its layers as
 * JSON in that file's metadata ({@link dev.rnn4j.core.save.NetworkJson}). A file holds numbers and registered names; it
 * cannot name a class.
 */
package dev.rnn4j.core.save;
