package dev.tusk.sql.planner.analyze;

import org.jspecify.annotations.Nullable;

/** Where an expression stands, and what may stand there; names as PostgreSQL's errors have them. */
public enum Clause {
  SELECT("SELECT", true, true, true),
  ORDER_BY("ORDER BY", true, true, true),
  GROUP_BY("GROUP BY", false, false, true),
  HAVING("HAVING", true, false, false),
  WHERE("WHERE", false, false, false),
  JOIN("JOIN conditions", false, false, false),
  LATERAL("FROM clause of their own query level", false, false, false),
  FROM_FUNCTION("functions in FROM", false, false, true),
  FILTER("FILTER", false, false, false),
  WINDOW("window definitions", true, false, true),
  WINDOW_ROWS("window ROWS", false, false, false),
  WINDOW_RANGE("window RANGE", false, false, false),
  WINDOW_GROUPS("window GROUPS", false, false, false),
  VALUES("VALUES", false, false, false),
  /** The only row of an INSERT, which is read as a select list is. */
  SINGLE_ROW("VALUES", false, false, true),
  LIMIT("LIMIT", false, false, false),
  OFFSET("OFFSET", false, false, false),
  INSERT_TARGET("INSERT", false, false, false),
  UPDATE("UPDATE", false, false, false),
  RETURNING("RETURNING", false, false, false),
  DEFAULT("DEFAULT expressions", "DEFAULT expression"),
  PARAMETER_DEFAULT("DEFAULT expressions", "DEFAULT expression"),
  CHECK("check constraints", "check constraint"),
  GENERATED("column generation expressions", "column generation expression"),
  INDEX_EXPRESSION("index expressions", "index expression"),
  INDEX_PREDICATE("index predicates", "index predicate"),
  STATISTICS("statistics expressions", "statistics expression"),
  PARTITION_KEY("partition key expressions", "partition key expression"),
  PARTITION_BOUND("partition bound", "partition bound"),
  TRANSFORM("transform expressions", "transform expression"),
  ON_CONFLICT("ON CONFLICT", false, false, false),
  MERGE_WHEN("MERGE WHEN conditions", false, false, false),
  COPY_WHERE("COPY FROM WHERE conditions", "COPY FROM WHERE condition"),
  CALL_ARGUMENT("CALL arguments", "CALL argument"),
  POLICY("policy expressions", false, false, false),
  TRIGGER_WHEN("trigger WHEN conditions", "trigger WHEN condition"),
  /** Of a table in a publication. */
  PUBLICATION_WHERE("WHERE", false, false, false),
  PARAMETER("EXECUTE parameters", "EXECUTE parameter");

  private final String displayName;
  private final @Nullable String singleExpression;
  private final boolean aggregates;
  private final boolean windows;
  private final boolean sets;

  Clause(String displayName, boolean aggregates, boolean windows, boolean sets) {
    this.displayName = displayName;
    this.singleExpression = null;
    this.aggregates = aggregates;
    this.windows = windows;
    this.sets = sets;
  }

  /** An expression of its own, outside of any query: without aggregates and subqueries. */
  Clause(String displayName, String singleExpression) {
    this.displayName = displayName;
    this.singleExpression = singleExpression;
    this.aggregates = false;
    this.windows = false;
    this.sets = false;
  }

  /** What one such expression is called where there may be no subquery; null where there may. */
  public @Nullable String singleExpression() {
    return singleExpression;
  }

  /** What errors call a condition that stands there. */
  public String conditionName() {
    return this == CHECK ? "CHECK" : this == PUBLICATION_WHERE ? "PUBLICATION WHERE" : "WHERE";
  }

  String displayName() {
    return displayName;
  }

  /** As {@link #displayName}, of sets that may not stand there. */
  String setsName() {
    boolean frame = this == WINDOW_ROWS || this == WINDOW_RANGE || this == WINDOW_GROUPS;
    return frame ? WINDOW.displayName : displayName;
  }

  boolean aggregates() {
    return aggregates;
  }

  boolean windows() {
    return windows;
  }

  boolean sets() {
    return sets;
  }
}
