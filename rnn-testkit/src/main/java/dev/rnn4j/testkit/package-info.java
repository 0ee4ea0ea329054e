/**
 * What a plug-in must keep to, as tests. The author of an activation extends {@link
 * dev.rnn4j.testkit.ActivationContract}, of a loss {@link dev.rnn4j.testkit.LossContract} (of whole sequences {@link
 * dev.rnn4j.testkit.SequenceLossContract}), of an optimizer {@link
 * dev.rnn4j.testkit.OptimizerContract}, of a cell {@link dev.rnn4j.testkit.CellContract}, and says which plug-in it is:
 *
 * <pre>{@code
 * class CubeContractTest extends ActivationContract {
 *     protected Activation activation() {
 *         return new CubeActivation();
 *     }
 * }
 * }</pre>
 *
 * Each rule is a test of its own, named after the rule, run by jqwik over random sizes and numbers that are the same at
 * every run. A broken rule throws an {@link java.lang.AssertionError} that names the plug-in, the parameter, the index and
 * both numbers. Those who test by other means call the same rules as static methods: {@link
 * dev.rnn4j.testkit.ActivationChecks} and its three sisters.
 *
 * <p>A gradient check cannot see an equation that is wrong but differentiable, such as two gates exchanged: for that, a
 * plug-in needs a test against numbers from elsewhere.
 */
package dev.rnn4j.testkit;
