package dev.tusk.sql.statement;

/** Kinds of things that DROP, ALTER and COMMENT name. */
public enum ObjectKind {
  TABLE,
  INDEX,
  SEQUENCE,
  VIEW,
  MATERIALIZED_VIEW,
  SCHEMA,
  DATABASE,
  EXTENSION,
  TYPE,
  DOMAIN,
  COLUMN,
  CONSTRAINT,
  FUNCTION,
  TRIGGER,
  POLICY,
  RULE,
  ROLE,
  LARGE_OBJECT
}
