package dev.tusk.executor.session;

import dev.tusk.sql.catalog.Variables;
import dev.tusk.sql.statement.Call;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.DeclareCursor;
import dev.tusk.sql.statement.Explain;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query inside of another statement has as parameters: those that a driver has bound, or the
 * variables of the body that the statement stands in.
 *
 * @param types of {@code $1}, {@code $2}, …
 * @param names the variables, which tell their places among the values; null for a driver's
 */
record BoundParameters(List<Type> types, @Nullable Object[] values, @Nullable Variables names) {
  static final BoundParameters NONE = new BoundParameters(List.of(), new Object[0]);

  BoundParameters(List<Type> types, @Nullable Object[] values) {
    this(types, values, null);
  }

  /** The values by their places: a statement that is run once is planned for them. */
  Map<Integer, @Nullable Object> constants() {
    Map<Integer, @Nullable Object> constants = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      constants.put(i, values[i]);
    }
    return constants;
  }

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
