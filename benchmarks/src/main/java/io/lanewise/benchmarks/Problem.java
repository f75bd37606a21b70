package io.lanewise.benchmarks;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;

/// What all contenders of a cell of a table compute: an instruction on the same numbers.
///
/// @param name what it is, for peers: `gemm`, `sum`, `exp`
/// @param instruction for the engine's backends
/// @param ranges what the operands hold, outputs first
/// @param loops hand-written twins by the contender's name, over the operands' arrays
/// @param roof what the machine could do at best
public record Problem(
    String name,
    Instruction instruction,
    List<Range> ranges,
    Map<String, Function<float[][], Kernel>> loops,
    Roof roof) {
  static final String SIMD = "simd";
  static final String SCALAR = "scalar";

  /// The hand-written loop of plain Java.
  static final String JAVA = "java";

  /// The hand-written loop of the Vector API.
  static final String VECTOR = "vector";

  private static final List<KernelPeer> PEERS =
      ServiceLoader.load(KernelPeer.class).stream().map(ServiceLoader.Provider::get).toList();

  /// The libraries that are there, under the profile `peers`.
  static List<KernelPeer> peers() {
    return PEERS;
  }

  /// Who can do it, in the order in which a round runs them: those that are compared closest stand
  /// side by side.
  List<String> contenders() {
    List<String> all = new ArrayList<>(List.of(roof.name(), SIMD));
    for (KernelPeer peer : PEERS) {
      if (peer.can(this)) {
        all.add(peer.name());
      }
    }
    for (String name : List.of(VECTOR, JAVA)) {
      if (loops.containsKey(name)) {
        all.add(name);
      }
    }
    all.add(SCALAR);
    return all;
  }

  /// The work of a contender.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  Work on(String contender) {
    if (contender.equals(roof.name())) {
      return roof.work();
    }
    if (contender.equals(SIMD) || contender.equals(SCALAR)) {
      return on(Backends.named(contender));
    }
    Function<float[][], Kernel> loop = loops.get(contender);
    if (loop != null) {
      float[][] arrays = operands();
      return new Work(loop.apply(arrays), () -> Arrays.copyOf(arrays, instruction.outputs()));
    }
    for (KernelPeer peer : PEERS) {
      if (peer.name().equals(contender) && peer.can(this)) {
        return peer.bind(this);
      }
    }
    throw new IllegalArgumentException(
        name + " has no contender " + contender + "; it has " + String.join(", ", contenders()));
  }

  /// The work of a backend.
  Work on(Backend backend) {
    Buffer[] buffers = buffers(backend);
    return new Work(backend.bind(instruction, buffers), () -> outputs(buffers));
  }

  /// The work of a device, and waiting for it: an element of the output is read.
  Work waitedFor(Backend device) {
    Buffer[] buffers = buffers(device);
    Kernel kernel = device.bind(instruction, buffers);
    float[] one = new float[1];
    return new Work(
        () -> {
          kernel.run();
          buffers[0].read(0, one, 0, 1);
        },
        () -> outputs(buffers));
  }

  private Buffer[] buffers(Backend backend) {
    float[][] values = operands();
    Buffer[] buffers = new Buffer[values.length];
    for (int i = 0; i < buffers.length; i++) {
      int same = ranges.get(i).sameAs();
      buffers[i] = same >= 0 ? buffers[same] : backend.allocate(values[i].length);
      buffers[i].write(0, values[i], 0, values[i].length);
    }
    return buffers;
  }

  private float[][] outputs(Buffer[] buffers) {
    float[][] outputs = new float[instruction.outputs()][];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = new float[buffers[i].length()];
      buffers[i].read(0, outputs[i], 0, outputs[i].length);
    }
    return outputs;
  }

  /// The operands' numbers, outputs first. What is updated in place stands among the outputs and
  /// among the inputs, and is one array.
  public float[][] operands() {
    List<Layout> layouts = instruction.operands();
    float[][] values = new float[layouts.size()][];
    for (int i = 0; i < values.length; i++) {
      Range range = ranges.get(i);
      int same = range.sameAs();
      values[i] = same >= 0 ? values[same] : range.values(layouts.get(i).distinct().reach(), i);
    }
    return values;
  }
}
