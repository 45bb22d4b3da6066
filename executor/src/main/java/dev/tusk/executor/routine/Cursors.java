package dev.tusk.executor.routine;

import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.Fetch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The session's cursors, which a body shares with the client: a refcursor is one's name. */
public interface Cursors {
  /**
   * Opens a cursor.
   *
   * @param name null for one that no other has, {@code <unnamed portal 1>}
   * @param scroll whether it may go back; null to decide by its plan
   * @return its name
   */
  String open(
      @Nullable String name,
      BodyStatement query,
      @Nullable Object[] parameters,
      boolean readOnly,
      @Nullable Boolean scroll);

  /** Whether there is one of that name. */
  boolean exists(String name);

  List<OutputColumn> columns(String name);

  /**
   * Moves a cursor; gives the rows passed.
   *
   * @param rows whether they are wanted: else the list is empty
   */
  Fetched fetch(String name, Fetch.Direction direction, long count, boolean rows);

  /** How many rows were passed, and they themselves if they were wanted. */
  record Fetched(long count, List<@Nullable Object[]> rows) {}

  void close(String name);

  /** While it is pinned by a loop nobody may close it. */
  void pin(String name, boolean pinned);
}
