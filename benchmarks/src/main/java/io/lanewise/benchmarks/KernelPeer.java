package io.lanewise.benchmarks;

/// A library of kernels.
public interface KernelPeer extends Peer<Problem> {}
