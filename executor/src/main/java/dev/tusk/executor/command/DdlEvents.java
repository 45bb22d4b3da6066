package dev.tusk.executor.command;

import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.statement.Command;

/** Who is told what commands do: event triggers, by way of the session. */
public interface DdlEvents {
  /** Reasons for which tables are rewritten, as event triggers know them. */
  int PERSISTENCE = 1;

  int DEFAULT_VALUE = 2;
  int COLUMN_TYPE = 4;

  /**
   * An object is about to be dropped.
   *
   * @param original whether the command names it
   * @param normal whether something needed it that only CASCADE drops
   */
  void dropping(ObjectAddress object, boolean original, boolean normal);

  /** A table is about to be written anew. */
  void rewriting(Table table, int reason);

  /** Runs a command that is a part of the one that runs. */
  void part(Command command, Runnable run);
}
