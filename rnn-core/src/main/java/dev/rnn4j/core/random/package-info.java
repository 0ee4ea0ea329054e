/** Random draws that depend on nothing but the seed, a purpose and a counter, so they can be made again in any order. */
package dev.rnn4j.core.random;
