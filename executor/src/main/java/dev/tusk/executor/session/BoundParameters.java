package dev.tusk.executor.session;

import dev.tusk.sql.statement.Call;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.DeclareCursor;
import dev.tusk.sql.statement.Explain;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that a driver has bound for the query inside of another statement.
 *
 * @param types of {@code $1}, {@code $2}, …
 */
record BoundParameters(List<Type> types, @Nullable Object[] values) {
  static final BoundParameters NONE = new BoundParameters(List.of(), new Object[0]);

  /** Whether a statement that is no query can have parameters. */
  static boolean has(Statement statement) {
    return statement instanceof Call || query(statement) != null;
  }

  /** The query whose parameters a statement has; null when it can have none. */
  static @Nullable Statement query(Statement statement) {
    Statement inner =
        switch (statement) {
          case Explain s -> s.statement();
          case CreateTableAs s -> s.query();
          case DeclareCursor s -> s.query();
          default -> null;
        };
    return inner == null || SimpleProtocol.isQuery(inner) ? inner : query(inner);
  }
}
