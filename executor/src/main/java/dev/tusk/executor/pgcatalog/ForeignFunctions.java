package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Functions over the options of foreign objects (foreign/foreign.c). */
public final class ForeignFunctions {
  /** {@code postgresql_fdw_validator}'s number. */
  public static final long VALIDATOR = 2316;

  private static final List<Type> TYPES = List.of(Types.TEXT, Types.TEXT);
  private static final List<String> NAMES = List.of("option_name", "option_value");
  private static final List<String> OF_SERVERS =
      List.of(
          "authtype",
          "service",
          "connect_timeout",
          "dbname",
          "host",
          "hostaddr",
          "port",
          "tty",
          "options",
          "requiressl",
          "sslmode",
          "gsslib");
  private static final List<String> OF_MAPPINGS = List.of("user", "password");

  private ForeignFunctions() {}

  static void register(FunctionLibrary library) {
    library.set(
        "pg_options_to_table(_text)",
        (a, _) -> table(texts((ArrayValue) Objects.requireNonNull(a[0]))));
    library.two(
        "postgresql_fdw_validator(_text,oid)",
        (options, catalog, _) -> {
          validate(texts((ArrayValue) options), (Long) catalog);
          return true;
        });
  }

  private static List<String> texts(ArrayValue array) {
    List<String> texts = new ArrayList<>();
    for (Object element : array.elements()) {
      texts.add((String) Objects.requireNonNull(element));
    }
    return texts;
  }

  private static Iterator<@Nullable Object> table(List<String> options) {
    return options.stream()
        .<@Nullable Object>map(option -> {
          int equals = option.indexOf('=');
          Object[] row = {name(option), equals < 0 ? null : option.substring(equals + 1)};
          return new RecordValue(TYPES, NAMES, row);
        })
        .iterator();
  }

  private static String name(String option) {
    int equals = option.indexOf('=');
    return equals < 0 ? option : option.substring(0, equals);
  }

  /** Refuses what libpq does not know where it stands. */
  public static void validate(List<String> options, long catalog) {
    List<String> known =
        catalog == ObjectAddress.PG_FOREIGN_SERVER
            ? OF_SERVERS
            : catalog == ObjectAddress.PG_USER_MAPPING ? OF_MAPPINGS : List.of();
    for (String option : options) {
      if (!known.contains(name(option))) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "invalid option \"" + name(option) + "\"")
            .withHint(
                known.isEmpty()
                    ? "There are no valid options in this context."
                    : "Valid options in this context are: " + String.join(", ", known));
      }
    }
  }
}
