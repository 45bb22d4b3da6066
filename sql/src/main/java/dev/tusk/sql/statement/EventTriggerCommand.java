package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement about event triggers. */
public sealed interface EventTriggerCommand extends Command {
  String name();

  /**
   * CREATE EVENT TRIGGER.
   *
   * @param event as written: {@code ddl_command_end}
   */
  record Create(String name, String event, List<Filter> filters, QualifiedName function)
      implements EventTriggerCommand {}

  /** {@code variable IN (values)} of WHEN. */
  record Filter(String variable, List<String> values) {}

  /** ALTER EVENT TRIGGER … ENABLE or DISABLE. */
  record Switch(String name, AlterAction.Firing firing) implements EventTriggerCommand {}

  /** ALTER EVENT TRIGGER … RENAME TO. */
  record Rename(String name, String newName) implements EventTriggerCommand {}

  /** ALTER EVENT TRIGGER … OWNER TO. */
  record Owner(String name, RoleSpec owner) implements EventTriggerCommand {}

  /** DROP EVENT TRIGGER. */
  record Drop(String name, boolean ifExists, boolean cascade) implements EventTriggerCommand {}

  /**
   * COMMENT ON EVENT TRIGGER.
   *
   * @param text null removes the comment
   */
  record CommentOn(String name, @Nullable String text) implements EventTriggerCommand {}

  /** What a command of this kind is called. */
  default String tag() {
    return switch (this) {
      case Create _ -> "CREATE EVENT TRIGGER";
      case Switch _, Rename _, Owner _ -> "ALTER EVENT TRIGGER";
      case Drop _ -> "DROP EVENT TRIGGER";
      case CommentOn _ -> "COMMENT";
    };
  }
}
