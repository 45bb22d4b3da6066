package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/** Names of the tree as names of the catalog. */
public final class Names {
  private Names() {}

  /** As much of a name as PostgreSQL keeps: 63 bytes, whole characters. */
  public static String truncated(String name) {
    return Literals.truncated(name);
  }

  /** What is told of a name that is cut short. */
  public static Notice cutShort(String whole, String kept) {
    return Literals.cutShort(whole, kept);
  }

  /** A table's name: one part, or two with its schema. */
  public static QualifiedName qualified(SqlIdentifier identifier) {
    List<String> names = identifier.names;
    return switch (names.size()) {
      case 1 -> new QualifiedName(null, names.get(0));
      case 2 -> new QualifiedName(names.get(0), names.get(1));
      default ->
          throw SqlException.of(
                  SqlState.FEATURE_NOT_SUPPORTED,
                  "cross-database references are not implemented: \""
                      + String.join(".", names)
                      + "\"")
              .at(SqlParser.positionOf(identifier));
    };
  }
}
