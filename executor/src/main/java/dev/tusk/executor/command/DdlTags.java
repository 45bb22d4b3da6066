package dev.tusk.executor.command;

import dev.tusk.sql.statement.AlterOwner;
import dev.tusk.sql.statement.AlterRole;
import dev.tusk.sql.statement.AlterRoleSetting;
import dev.tusk.sql.statement.AlterTable;
import dev.tusk.sql.statement.Command;
import dev.tusk.sql.statement.Comment;
import dev.tusk.sql.statement.CreateRole;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.DefinedCommand;
import dev.tusk.sql.statement.DefinedKind;
import dev.tusk.sql.statement.DropRoles;
import dev.tusk.sql.statement.EventTriggerCommand;
import dev.tusk.sql.statement.Grant;
import dev.tusk.sql.statement.GrantRole;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.ReassignOwned;
import dev.tusk.sql.statement.RefreshMaterializedView;
import dev.tusk.sql.statement.RenameRole;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TablespaceCommand;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tags by which event triggers are called about statements. */
public final class DdlTags {
  /** Kinds of objects of all databases, of which those of one are not told. */
  private static final Set<ObjectKind> SHARED = Set.of(ObjectKind.DATABASE, ObjectKind.ROLE);

  private DdlTags() {}

  /** Null for a statement that event triggers are not called about. */
  public static @Nullable String of(Statement statement) {
    boolean shared =
        switch (statement) {
          case EventTriggerCommand _, GrantRole _, CreateRole _, AlterRole _ -> true;
          case DropRoles _, RenameRole _, AlterRoleSetting _, ReassignOwned _ -> true;
          case Comment s -> SHARED.contains(s.kind());
          case AlterOwner s -> SHARED.contains(s.kind());
          case Grant s ->
              s.target().kind() == Grant.Kind.DATABASE
                  || s.target().kind() == Grant.Kind.TABLESPACE;
          case TablespaceCommand _ -> true;
          case DefinedCommand.Rename s -> s.kind() == DefinedKind.TABLESPACE;
          case DefinedCommand.Owner s -> s.kind() == DefinedKind.TABLESPACE;
          case DefinedCommand.CommentOn s -> s.kind() == DefinedKind.TABLESPACE;
          default -> false;
        };
    if (shared) {
      return null;
    }
    String tag =
        switch (statement) {
          case AlterTable s -> "ALTER " + ObjectTargets.word(s.kind());
          case CreateTableAs s -> CommandNames.of(s);
          case RefreshMaterializedView s -> CommandNames.of(s);
          case Command s -> CommandNames.of(s);
          default -> "";
        };
    return EventTriggerCommands.calledAbout(tag) ? tag : null;
  }
}
