/** What messages to the user share. */
package dev.rnn4j.core.message;
