package dev.tusk.executor.command;

import dev.tusk.sql.statement.DropObjects;
import dev.tusk.sql.statement.Statement;
import java.util.Locale;

/** What a statement is called in errors: {@code CREATE TABLE}. */
public final class CommandNames {
  private CommandNames() {}

  public static String of(Statement statement) {
    if (statement instanceof DropObjects drop) {
      return "DROP " + drop.kind().name().replace('_', ' ');
    }
    String name = statement.getClass().getSimpleName();
    return switch (name) {
      case "CopyFrom" -> "COPY FROM";
      case "CopyTo" -> "COPY TO";
      case "Truncate" -> "TRUNCATE TABLE";
      default -> name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    };
  }
}
