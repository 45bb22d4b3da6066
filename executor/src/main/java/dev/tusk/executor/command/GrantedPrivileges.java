package dev.tusk.executor.command;

import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Grant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a GRANT or REVOKE is of, checked for its kind of objects.
 *
 * @param all ALL: what there is for the kind
 * @param columns by column
 */
record GrantedPrivileges(boolean all, long privileges, Map<String, Long> columns) {
  static GrantedPrivileges of(Grant statement) {
    Grant.Kind kind = statement.target().kind();
    if (statement.privileges().isEmpty()) {
      return new GrantedPrivileges(true, 0, Map.of());
    }
    long privileges = 0;
    Map<String, Long> columns = new LinkedHashMap<>();
    for (Grant.Privilege privilege : statement.privileges()) {
      boolean some = !privilege.columns().isEmpty();
      if (some && kind != Grant.Kind.TABLE) {
        throw SqlException.of(
            SqlState.INVALID_GRANT_OPERATION, "column privileges are only valid for relations");
      }
      long bit = bit(privilege.name(), kind, some);
      if (some) {
        privilege.columns().forEach(c -> columns.merge(c, bit, (a, b) -> a | b));
      } else {
        privileges |= bit;
      }
    }
    return new GrantedPrivileges(false, privileges, columns);
  }

  private static long bit(@Nullable String name, Grant.Kind kind, boolean column) {
    if (name == null) {
      return RightsKind.COLUMN.all();
    }
    if (name.equals("rule")) {
      return 0; // It was one once.
    }
    Long bit = Privileges.named(name);
    if (bit == null) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "unrecognized privilege type \"" + name + "\"");
    }
    long possible = column ? RightsKind.COLUMN.all() : possible(kind);
    if ((bit & ~possible) != 0) {
      String word = Privileges.names(bit).getFirst();
      throw SqlException.of(
          SqlState.INVALID_GRANT_OPERATION,
          "invalid privilege type " + word + " for " + (column ? "column" : word(kind)));
    }
    return bit;
  }

  private static long possible(Grant.Kind kind) {
    return switch (kind) {
      case TABLE -> RightsKind.TABLE.all() | RightsKind.SEQUENCE.all();
      case SEQUENCE -> RightsKind.SEQUENCE.all();
      case FUNCTION, PROCEDURE, ROUTINE -> RightsKind.FUNCTION.all();
      case DATABASE -> RightsKind.DATABASE.all();
      case DOMAIN, TYPE -> RightsKind.TYPE.all();
      case FOREIGN_DATA_WRAPPER -> RightsKind.FOREIGN_DATA_WRAPPER.all();
      case FOREIGN_SERVER -> RightsKind.FOREIGN_SERVER.all();
      case LANGUAGE -> RightsKind.LANGUAGE.all();
      case LARGE_OBJECT -> RightsKind.LARGE_OBJECT.all();
      case SCHEMA -> RightsKind.SCHEMA.all();
      case TABLESPACE -> RightsKind.TABLESPACE.all();
    };
  }

  private static String word(Grant.Kind kind) {
    if (kind == Grant.Kind.FOREIGN_DATA_WRAPPER) {
      return "foreign-data wrapper";
    }
    return kind == Grant.Kind.TABLE
        ? "relation"
        : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
