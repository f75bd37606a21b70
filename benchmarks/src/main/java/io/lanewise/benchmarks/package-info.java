/// Measurements: kernels and training beside the scalar backend, hand-written loops, other
/// libraries and the limits of the machine, all in the same rounds.
///
/// The benchmarks are JMH's and run by themselves with JMH's options. `lanewise bench` runs them
/// contender by contender and round by round ([Rounds]), and makes tables of what it measured.
package io.lanewise.benchmarks;
