package dev.tusk.executor.expression;

import org.jspecify.annotations.Nullable;

/** The value that an expression has for a whole execution. */
public record Known(@Nullable Object value) {
  /** What is known of an expression that has no such value. */
  static final Known NOTHING = new Known(null);
}
