package io.lanewise.program;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;

/// A buffer of a tape: results, and gradients on their way, that a tape may give another memory.
///
/// While a tape is recorded each slot has a memory of its own. When the tape is rewritten, that
/// memory goes, and the slot is a name in the program that [MemoryPlan] finds a place for. Who
/// reads it then is told so. A slot that is kept has its memory for good.
public final class Slot implements Buffer {
  private final Backend backend;
  private final int length;
  private final Object owner;
  private Buffer memory;
  private boolean kept;

  /// A slot without memory, for a result that only the program sees.
  public Slot(Backend backend, int length) {
    this.backend = backend;
    this.length = length;
    this.owner = null;
  }

  /// A slot with a memory of zeros.
  ///
  /// @param owner the recording that writes it
  public Slot(Backend backend, int length, Object owner) {
    this.backend = backend;
    this.length = length;
    this.owner = owner;
    this.memory = backend.allocate(length);
  }

  /// The memory of a buffer: of a slot the one that it has, of any other the buffer itself.
  ///
  /// @throws IllegalStateException if it is a slot whose memory has gone
  public static Buffer memory(Buffer buffer) {
    return buffer instanceof Slot s ? s.present() : buffer;
  }

  /// Whether it was recorded by this one.
  public boolean isOf(Object recording) {
    return owner == recording;
  }

  /// Asks for the memory to stay: somebody looks at it, or another tape reads it.
  ///
  /// @throws IllegalStateException if it has gone
  public void keep() {
    present();
    kept = true;
  }

  /// Whether the memory stays.
  public boolean kept() {
    return kept;
  }

  /// Whether it has a memory of its own.
  boolean hasMemory() {
    return memory != null;
  }

  /// Lets the memory go, unless it is kept.
  void release() {
    if (!kept) {
      memory = null;
    }
  }

  private Buffer present() {
    if (memory == null) {
      throw new IllegalStateException(
          "this result of a tape, of "
              + length
              + " elements, is not there any more: replays put others in its place; call keep() on"
              + " it inside Tape.record, or read it once before the second replay");
    }
    return memory;
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public double get(int index) {
    return present().get(index);
  }

  @Override
  public void set(int index, double value) {
    present().set(index, value);
  }

  @Override
  public float[] floats() {
    return present().floats();
  }

  @Override
  public void read(int at, float[] into, int from, int count) {
    present().read(at, into, from, count);
  }

  @Override
  public void write(int at, float[] values, int from, int count) {
    present().write(at, values, from, count);
  }
}
