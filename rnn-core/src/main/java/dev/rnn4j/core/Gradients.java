package dev.rnn4j.core;

import java.util.Map;

/**
 * What a network computes for a batch, and the gradient of its loss by everything. Rows are in the order of the examples;
 * padded steps hold 0.
 *
 * @param loss the batch's loss
 * @param outputs after the output activation: {@code [T, B, O]}, many-to-one {@code [B, O]}
 * @param logits before it, same shape
 * @param hidden what the top recurrent layer emits, {@code [T, B, H]}; twice H for both directions side by
 *     side, as they are before lastStep() merges them; null without one
 * @param finalStates each state after a row's last step, {@code [B, H]}, by public name ({@code h_l0})
 * @param parameters by public name, in public shape
 * @param input {@code [T, B, I]}, for one-to-many {@code [1, B, I]}; null if the network reads tokens
 * @param states of the initial states, {@code [B, H]}
 */
public record Gradients(
        double loss,
        Tensor outputs,
        Tensor logits,
        Tensor hidden,
        Map<String, Tensor> finalStates,
        Map<String, Tensor> parameters,
        Tensor input,
        Map<String, Tensor> states) {}
