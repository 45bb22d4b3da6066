package dev.tusk.sql.catalog;

/** What is done to a relation, in the order of the numbers by which {@code pg_rewrite} has it. */
public enum RuleEvent {
  SELECT,
  UPDATE,
  INSERT,
  DELETE
}
