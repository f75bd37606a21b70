package io.lanewise.train;

import io.lanewise.optim.Sgd;

/// How a run trains.
///
/// @param model the model's description, as [Models] reads it
/// @param epochs how often every training example is seen
/// @param batch examples per update
/// @param sgd what the parameters are updated with
/// @param clipNorm the largest norm of all gradients together; 0 for no bound
/// @param seed decides the initial parameters and the order of the examples
public record Plan(
    String model, int epochs, int batch, Sgd.Options sgd, double clipNorm, long seed) {}
