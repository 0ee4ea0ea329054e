/**
 * Many to one over long distances: stories are told, a question follows, the answer is a name. The stories are made up, so
 * that the distance between a fact and its question can be chosen, and what a cell remembers be measured against it.
 */
package dev.rnn4j.examples.story;
