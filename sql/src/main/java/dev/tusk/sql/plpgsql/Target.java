package dev.tusk.sql.plpgsql;

import java.util.List;

/** What is assigned to. */
public sealed interface Target {
  /** A variable, scalar or row. */
  record Whole(Variable variable) implements Target {}

  /** A field of a row. */
  record FieldOf(Variable record, String field) implements Target {}

  /** Scalars that the columns of a row go to. */
  record Scalars(List<Target> targets) implements Target {}
}
