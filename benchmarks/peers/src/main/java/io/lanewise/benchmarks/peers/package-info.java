/// Other libraries as contenders: OpenBLAS and MKL through bytedeco's presets for kernels; DJL's
/// PyTorch engine, TensorFlow-Java, Encog and Smile for training.
///
/// Kernels are called as C programs call them: on memory outside the heap that begins at a cache
/// line, by functions that JavaCPP compiled, so nothing is copied or pinned by a call. Training is
/// written as each library's own users write it where they want speed.
package io.lanewise.benchmarks.peers;
