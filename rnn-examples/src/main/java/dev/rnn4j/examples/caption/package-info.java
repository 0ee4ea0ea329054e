/**
 * One to many: a sentence for a picture. The pictures are icons with names of several words, or drawn ones of persons to
 * be counted; what is measured are names whose words are known and whose combination is not.
 */
package dev.rnn4j.examples.caption;
