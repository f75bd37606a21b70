package io.lanewise.benchmarks;

import io.lanewise.backend.Kernel;
import java.util.function.Supplier;

/// What is timed: one contender's kernel on operands of its own.
///
/// @param kernel does the work
/// @param outputs reads what it wrote, one array for each output
public record Work(Kernel kernel, Supplier<float[][]> outputs) {}
