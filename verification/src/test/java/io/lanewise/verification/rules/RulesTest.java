package io.lanewise.verification.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.op.Catalogue;
import io.lanewise.verification.Counts;
import io.lanewise.verification.Seed;
import io.lanewise.verification.rules.Uses.Family;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/// The backward rule of every op of the catalogue against central differences in float64, along a
/// random direction, over generated shapes, layouts and values.
class RulesTest {
  /// The least number of directional checks of a run.
  private static final long CHECKS = 100_000;

  private static final Set<Family> RUN = EnumSet.noneOf(Family.class);

  @Provide
  Arbitrary<Use> elementwise() {
    return Uses.of(Family.ELEMENTWISE);
  }

  @Property(tries = 64_000)
  void gradientOfElementwiseOpIsThatOfDifferences(@ForAll("elementwise") Use use) {
    check(use);
  }

  @Provide
  Arbitrary<Use> reductions() {
    return Uses.of(Family.REDUCTION);
  }

  @Property(tries = 18_000)
  void gradientOfReductionIsThatOfDifferences(@ForAll("reductions") Use use) {
    check(use);
  }

  @Provide
  Arbitrary<Use> products() {
    return Uses.of(Family.PRODUCT);
  }

  @Property(tries = 6_000)
  void gradientOfProductIsThatOfDifferences(@ForAll("products") Use use) {
    check(use);
  }

  @Provide
  Arbitrary<Use> movements() {
    return Uses.of(Family.MOVEMENT);
  }

  @Property(tries = 8_000)
  void gradientOfDataMovementIsThatOfDifferences(@ForAll("movements") Use use) {
    check(use);
  }

  @Provide
  Arbitrary<Use> rows() {
    return Uses.of(Family.ROWS);
  }

  @Property(tries = 6_000)
  void gradientOfRowOpIsThatOfDifferences(@ForAll("rows") Use use) {
    check(use);
  }

  @Example
  void everyDifferentiableOpOfTheCatalogueHasAFamily() {
    for (Catalogue.Entry e : Catalogue.entries()) {
      assertTrue(!e.differentiable() || Uses.family(e.op()) != null);
    }
  }

  private static void check(Use use) {
    RUN.add(Uses.family(use.op()));
    Counts.tried("rule", use.op().name(), "reference", use.check());
  }

  /// Asked only where all properties ran: somebody may want to run one alone.
  @AfterContainer
  static void theChecksAreAsManyAsPromised() {
    if (RUN.size() == Family.values().length) {
      long n = Counts.tries("rule");
      assertTrue(n >= CHECKS * Seed.EFFORT, () -> n + " directional checks");
    }
  }
}
