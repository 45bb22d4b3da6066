package dev.tusk.executor.expression;

/**
 * Whether an expression has one value for a whole execution, told from its form: parameters and
 * folded literals count as constants, as in PostgreSQL, which plans with their values.
 */
enum Constancy {
  /** It depends on rows, or on when it is computed. */
  NEVER,

  /** The values of its constant parts decide. */
  MAYBE,

  /** It is made of constants and immutable functions alone. */
  ALWAYS
}
