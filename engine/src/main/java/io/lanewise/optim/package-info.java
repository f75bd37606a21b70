/// Optimisers: how gradients change parameters.
///
/// An update rule is a formula with several outputs, so every backend has it. What changes between
/// steps, the learning rate for instance, is an input and never a constant.
package io.lanewise.optim;
