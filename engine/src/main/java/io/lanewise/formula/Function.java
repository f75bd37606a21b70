package io.lanewise.formula;

/// A function that a formula applies: a [Primitive], which every backend renders, or a [Composite],
/// which expands into primitives.
public sealed interface Function permits Primitive, Composite {
  /// The number of arguments.
  int arity();

  /// The value in double precision: the meaning that every rendering approximates.
  double value(double... arguments);

  /// What the gradient with respect to one argument gains from the gradient with respect to the
  /// value.
  ///
  /// @param argument the number of the argument
  /// @param arguments the arguments
  /// @param self the application itself, so that a gradient may use the value it already has
  /// @param upstream the gradient with respect to `self`
  Formula gradient(int argument, Formula[] arguments, Formula self, Formula upstream);

  /// The function's name in listings.
  String label();
}
