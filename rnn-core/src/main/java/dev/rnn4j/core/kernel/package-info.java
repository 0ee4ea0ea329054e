/**
 * The matrix products, as a service: what does nearly all of the work can be given to other hardware instructions or to a
 * library, without a change to what is computed.
 */
package dev.rnn4j.core.kernel;
