package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.statement.Comment;
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
    ObjectAddress target =
        new ObjectTargets(host).address(statement.kind(), statement.name(), statement.part());
    set(host, target, statement.text());
    return "COMMENT";
  }

  /** Says something of an object; nothing takes back what was said. */
  static void set(CommandHost host, ObjectAddress target, @Nullable String text) {
    CommentObject before = find(host, target);
    if (text == null || text.isEmpty()) {
      if (before != null) {
        host.changes().remove(before.oid());
      }
      return;
    }
    host.changes()
        .put(
            new CommentObject(
                before != null ? before.oid() : host.changes().newOid(),
                host.catalog().databaseOid(),
                target.classOid(),
                target.objectOid(),
                target.sub(),
                text));
  }

  private static @Nullable CommentObject find(CommandHost host, ObjectAddress target) {
    for (CommentObject comment : host.changes().state().comments(host.catalog().databaseOid())) {
      if (comment.on().equals(target)) {
        return comment;
      }
    }
    return null;
  }
}
