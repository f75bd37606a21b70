package io.lanewise.cpu.simd;

import io.lanewise.formula.Formula;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The generated loops used of late. A loop that falls out stays with the kernels that have it, and
/// its class goes with the last of them.
///
/// The system property `lanewise.simd.generate=false` switches generation off; then every loop is
/// null, and kernels leave the work to their scalar twins.
final class Loops {
  /// Whether loops are generated.
  static final boolean GENERATE =
      !"false".equals(System.getProperty("lanewise.simd.generate", "true"));

  /// How many are kept.
  static final int KEPT = 512;

  /// Formulas are interned, which makes them cheap keys.
  ///
  /// @param kind 0 for maps, −1 for ragged ones, else a number of the fold
  private record Key(int kind, List<Formula> formulas, List<Boolean> dense) {}

  private static final Map<Key, Optional<Object>> RECENT =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<Object>> eldest) {
          return size() > KEPT;
        }
      };

  private Loops() {}

  /// The loop over these formulas, for rows of whole vectors, or null if there is none: generation
  /// is off, or it would be too long to be compiled.
  static MapLoop map(List<Formula> formulas, boolean... dense) {
    return (MapLoop) recent(0, formulas, () -> LoopCompiler.map(formulas, false, dense), dense);
  }

  /// The same for rows of any length.
  static MapLoop ragged(List<Formula> formulas, boolean... dense) {
    return (MapLoop) recent(-1, formulas, () -> LoopCompiler.map(formulas, true, dense), dense);
  }

  /// The loop that combines a formula's values, or null if there is none: generation is off, or the
  /// formula is too long for it.
  static FoldLoop fold(Fold fold) {
    return (FoldLoop)
        recent(
            fold.kind() + 1,
            List.of(fold.formula()),
            () -> LoopCompiler.fold(fold),
            fold.pattern());
  }

  private static Object recent(
      int kind, List<Formula> formulas, Supplier<Object> made, boolean... dense) {
    if (!GENERATE) {
      return null;
    }
    Boolean[] pattern = new Boolean[dense.length];
    Arrays.setAll(pattern, i -> dense[i]);
    Key key = new Key(kind, List.copyOf(formulas), List.of(pattern));
    synchronized (RECENT) {
      return RECENT.computeIfAbsent(key, k -> Optional.ofNullable(made.get())).orElse(null);
    }
  }
}
