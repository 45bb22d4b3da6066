package dev.tusk.sql.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER and DROP TABLESPACE; other changes are those of every {@link DefinedKind}. */
public sealed interface TablespaceCommand extends DefinedCommand {
  /**
   * CREATE TABLESPACE.
   *
   * @param owner null for the current user
   * @param location the directory; empty for one inside the data directory
   */
  record Create(String name, @Nullable RoleSpec owner, String location, List<Option> options)
      implements TablespaceCommand {
    @Override
    public String tag() {
      return "CREATE TABLESPACE";
    }
  }

  /** ALTER TABLESPACE … SET (…) and RESET (…). */
  record SetOptions(String name, List<Option> options, boolean reset) implements TablespaceCommand {
    @Override
    public String tag() {
      return "ALTER TABLESPACE";
    }
  }

  /** DROP TABLESPACE. */
  record Drop(String name, boolean ifExists) implements TablespaceCommand {
    @Override
    public String tag() {
      return "DROP TABLESPACE";
    }
  }

  /**
   * ALTER TABLE, INDEX or MATERIALIZED VIEW ALL IN TABLESPACE … SET TABLESPACE.
   *
   * @param owners whose alone; empty for those of all
   */
  record MoveAll(ObjectKind kind, String from, List<RoleSpec> owners, String to, boolean nowait)
      implements TablespaceCommand {
    @Override
    public String tag() {
      return "ALTER " + kind.name().replace('_', ' ');
    }
  }
}
