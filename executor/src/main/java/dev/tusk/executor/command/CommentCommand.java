package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.executor.catalog.Commented;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Comment;
import dev.tusk.sql.statement.ObjectKind;
import org.jspecify.annotations.Nullable;

/** COMMENT ON an object of any kind. */
final class CommentCommand {
  private final CommandHost host;
  private final Comment statement;

  CommentCommand(CommandHost host, Comment statement) {
    this.host = host;
    this.statement = statement;
  }

  String run() {
    boolean noDatabase =
        statement.kind() == ObjectKind.DATABASE
            && host.changes().state().database(statement.name().name()) == null;
    if (noDatabase) { // Of which a dump restored elsewhere speaks.
      host.warning(
          SqlState.INVALID_CATALOG_NAME,
          "database \"" + statement.name().name() + "\" does not exist");
      return "COMMENT";
    }
    set(host, new ObjectTargets(host).address(statement), statement.text());
    return "COMMENT";
  }

  /** Says something of an object; nothing takes back what was said. */
  static void set(CommandHost host, ObjectAddress target, @Nullable String text) {
    long database = host.catalog().databaseOid();
    CommentObject before =
        host.changes().state().commentsOn(database, target).stream()
            .filter(comment -> comment.on().equals(target))
            .findFirst()
            .orElse(null);
    if (text != null && !text.isEmpty()) {
      long number = before != null ? before.oid() : host.changes().newOid();
      host.changes().put(Commented.on(number, database, target, text));
    } else if (before != null) {
      host.changes().remove(before.oid());
    }
  }
}
