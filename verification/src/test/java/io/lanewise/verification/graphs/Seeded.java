package io.lanewise.verification.graphs;

import io.lanewise.verification.Run;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/// Gives jqwik the seed of this run, and the number of tries.
public final class Seeded implements AroundPropertyHook {
  /// Properties name this class in `@AddLifecycleHook`.
  public Seeded() {}

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) throws Throwable {
    context.attributes().setSeed(Long.toString(Run.seed()));
    context.attributes().tries().ifPresent(n -> context.attributes().setTries(Run.tries(n)));
    return property.execute();
  }

  /// Outside all other hooks, so that they see the seed too.
  @Override
  public int aroundPropertyProximity() {
    return -100;
  }
}
