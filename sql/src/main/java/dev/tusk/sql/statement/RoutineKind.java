package dev.tusk.sql.statement;

import java.util.Locale;

/** What a function is named as. */
public enum RoutineKind {
  FUNCTION,
  PROCEDURE,
  /** Either of them. */
  ROUTINE,
  AGGREGATE;

  /** As errors write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
