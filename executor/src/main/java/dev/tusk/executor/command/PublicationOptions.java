package dev.tusk.executor.command;

import dev.tusk.executor.catalog.Publication.Actions;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Definition;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * WITH (…) of a publication (parse_publication_options).
 *
 * @param actions null where nothing is said of them
 * @param viaRoot null where nothing is said of it
 */
record PublicationOptions(@Nullable Actions actions, @Nullable Boolean viaRoot) {
  private static final Set<String> ACTIONS = Set.of("insert", "update", "delete", "truncate");

  static PublicationOptions of(List<Definition> options) {
    Actions actions = null;
    Boolean viaRoot = null;
    for (Definition option : options) {
      switch (option.name()) {
        case "publish" -> {
          requireFirst(actions, option);
          actions = actions(option);
        }
        case "publish_via_partition_root" -> {
          requireFirst(viaRoot, option);
          viaRoot = option.flag();
        }
        default -> throw wrong("unrecognized publication parameter: \"" + option.name() + "\"");
      }
    }
    return new PublicationOptions(actions, viaRoot);
  }

  private static void requireFirst(@Nullable Object before, Definition option) {
    if (before != null) {
      throw wrong("conflicting or redundant options").at(option.position());
    }
  }

  private static SqlException wrong(String message) {
    return SqlException.of(SqlState.SYNTAX_ERROR, message);
  }

  private static Actions actions(Definition option) {
    if (option.value() == null) {
      throw wrong("publish requires a parameter");
    }
    Set<String> named = new HashSet<>();
    String text = option.value().text().strip();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String action = part.strip().toLowerCase(Locale.ROOT);
      if (action.isEmpty()) {
        throw wrong("invalid list syntax in parameter \"publish\"");
      }
      if (!ACTIONS.contains(action)) {
        throw wrong("unrecognized value for publication option \"publish\": \"" + action + "\"");
      }
      named.add(action);
    }
    return new Actions(
        named.contains("insert"),
        named.contains("update"),
        named.contains("delete"),
        named.contains("truncate"));
  }
}
