package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement about objects of the kinds that {@link DefinedKind} lists. */
public sealed interface DefinedCommand extends Command
    permits DefinedCommand.Rename,
        DefinedCommand.Owner,
        DefinedCommand.SetSchema,
        DefinedCommand.Drop,
        DefinedCommand.CommentOn,
        ForeignCommand,
        PublicationCommand,
        TablespaceCommand,
        StatisticsCommand,
        TextSearchCommand {
  /** What a command of this kind is called. */
  String tag();

  /** ALTER … RENAME TO. */
  record Rename(DefinedKind kind, QualifiedName name, String newName) implements DefinedCommand {
    @Override
    public String tag() {
      return "ALTER " + kind.words();
    }
  }

  /** ALTER … OWNER TO. */
  record Owner(DefinedKind kind, QualifiedName name, RoleSpec owner) implements DefinedCommand {
    @Override
    public String tag() {
      return "ALTER " + kind.words();
    }
  }

  /** ALTER … SET SCHEMA. */
  record SetSchema(DefinedKind kind, QualifiedName name, String schema) implements DefinedCommand {
    @Override
    public String tag() {
      return "ALTER " + kind.words();
    }
  }

  record Drop(DefinedKind kind, List<QualifiedName> names, boolean ifExists, boolean cascade)
      implements DefinedCommand {
    @Override
    public String tag() {
      return "DROP " + kind.words();
    }
  }

  /**
   * COMMENT ON.
   *
   * @param text null removes the comment
   */
  record CommentOn(DefinedKind kind, QualifiedName name, @Nullable String text)
      implements DefinedCommand {
    @Override
    public String tag() {
      return "COMMENT";
    }
  }
}
