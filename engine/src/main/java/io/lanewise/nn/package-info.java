/// Layers and losses: how tensors and parameters make a model.
///
/// A layer holds parameters and says how an input becomes an output; it knows nothing of training.
/// Parameter names and layouts are PyTorch's, so weights can be exchanged.
package io.lanewise.nn;
