package dev.tusk.sql.planner.algebra;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/**
 * A query of WITH while its statement is analysed. Read once, it becomes part of its reader, as in
 * PostgreSQL since 12; otherwise it runs once and is kept.
 */
public final class CommonTableEntry {
  private final int id;
  private final String name;
  private final @Nullable Boolean materialized;
  private List<OutputField> columns = List.of();
  private @Nullable RelNode query;
  private @Nullable BoundDml dml;
  private boolean recursive;
  private boolean open;
  private int workingId;
  private int references;
  private int hidden;

  public CommonTableEntry(int id, String name, @Nullable Boolean materialized) {
    this.id = id;
    this.name = name;
    this.materialized = materialized;
  }

  public int id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** Names and types; the expressions are fields of its rows. */
  public List<OutputField> columns() {
    return columns;
  }

  public void define(
      List<OutputField> newColumns, @Nullable RelNode newQuery, @Nullable BoundDml newDml) {
    columns = newColumns;
    query = newQuery;
    dml = newDml;
    recursive |= open;
    references = open ? 0 : references;
    open = false;
  }

  /** How many of the last columns only SEARCH and CYCLE know while the step is read. */
  public int hidden() {
    return open ? hidden : 0;
  }

  public void hide(int columnsBehind) {
    hidden = columnsBehind;
  }

  /** From now to {@link #define} the step of a recursion is read: it sees the last round's rows. */
  public void open(List<OutputField> startColumns, int newWorkingId) {
    columns = startColumns;
    workingId = newWorkingId;
    open = true;
  }

  public boolean isOpen() {
    return open;
  }

  /** What a reference reads now: the last round's rows, or the result. */
  public int workingId() {
    return open ? workingId : id;
  }

  public void referenced() {
    references++;
  }

  public @Nullable BoundDml dml() {
    return dml;
  }

  public RelNode query() {
    return Objects.requireNonNull(query);
  }

  /** Whether readers contain the query itself. */
  public boolean inlined() {
    if (dml != null || recursive || query == null || Boolean.TRUE.equals(materialized)) {
      return false;
    }
    return !Rex.isVolatile(query) && (Boolean.FALSE.equals(materialized) || references <= 1);
  }

  /** Whether it must run apart from its readers. */
  public boolean kept() {
    return dml != null || !inlined() && references > 0;
  }
}
