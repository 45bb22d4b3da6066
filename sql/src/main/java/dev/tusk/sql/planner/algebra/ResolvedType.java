package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.type.Type;

/** A type as written in a statement: the type and its modifier, -1 for none. */
public record ResolvedType(Type type, int typmod) {
  @Override
  public String toString() {
    return type.displayName(typmod);
  }
}
