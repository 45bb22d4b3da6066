package dev.tusk.sql.plan;

/** Which rules made others of one statement, the most telling ones. */
public enum RuleOrigins {
  CONDITIONAL("conditional DO INSTEAD"),
  ALSO("DO ALSO"),
  INSTEAD("multi-statement DO INSTEAD");

  private final String text;

  RuleOrigins(String text) {
    this.text = text;
  }

  /** What such rules are called where a statement does not take them. */
  @Override
  public String toString() {
    return text;
  }
}
