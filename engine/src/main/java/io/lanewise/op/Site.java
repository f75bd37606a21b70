package io.lanewise.op;

/// One use of an op: its operands, its result and saved buffers; in the backward pass also the
/// gradient of the result and the wanted gradients of the operands.
public final class Site {
  private static final Operand[] NOTHING = {};

  private final Operand[] in;
  private final Operand out;
  private final Operand[] saved;
  private final Operand[] gradients;
  private final Operand outGradient;

  private Site(
      Operand[] in, Operand out, Operand[] saved, Operand[] gradients, Operand outGradient) {
    this.in = in;
    this.out = out;
    this.saved = saved;
    this.gradients = gradients;
    this.outGradient = outGradient;
  }

  /// A use in the forward pass.
  public static Site forward(Operand[] in, Operand out, Operand[] saved) {
    return new Site(in, out, saved, NOTHING, Operand.NONE);
  }

  /// This use in the backward pass.
  ///
  /// @param dIn for each operand where its gradient goes, [Operand#NONE] where nobody wants it
  /// @param dOut the gradient of the result
  public Site backward(Operand[] dIn, Operand dOut) {
    return new Site(in, out, saved, dIn, dOut);
  }

  /// The number of operands.
  public int arity() {
    return in.length;
  }

  /// An operand.
  public Operand in(int i) {
    return in[i];
  }

  /// The result.
  public Operand out() {
    return out;
  }

  /// A saved buffer.
  public Operand saved(int i) {
    return saved[i];
  }

  /// Where the gradient of operand `i` goes.
  public Operand d(int i) {
    return gradients[i];
  }

  /// Whether somebody wants the gradient of operand `i`.
  public boolean wants(int i) {
    return gradients[i] != Operand.NONE;
  }

  /// The gradient of the result.
  public Operand dOut() {
    return outGradient;
  }
}
