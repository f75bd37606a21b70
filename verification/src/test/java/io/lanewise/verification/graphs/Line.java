package io.lanewise.verification.graphs;

import io.lanewise.Tensor;
import java.util.List;
import java.util.function.Function;

/// One line of a graph: an operation on earlier values, as code that runs and as code to read.
///
/// @param what the op's name, or the view's
/// @param java the Java expression, `$0`, `$1`, … for the operands
/// @param operands the numbers of the operands among leaves and earlier lines
/// @param code the same as `java`
record Line(String what, String java, List<Integer> operands, Function<Tensor[], Tensor> code) {
  Tensor apply(List<Tensor> values) {
    Tensor[] in = new Tensor[operands.size()];
    for (int i = 0; i < in.length; i++) {
      in[i] = values.get(operands.get(i));
    }
    return code.apply(in);
  }
}
