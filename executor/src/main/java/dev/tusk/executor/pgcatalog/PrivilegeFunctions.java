package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.expression.FunctionLibrary;
import java.util.List;

/** has_table_privilege and its kin: everyone is the superuser, who may do everything. */
final class PrivilegeFunctions {
  private PrivilegeFunctions() {}

  static void register(FunctionLibrary library) {
    for (String kind :
        List.of("table", "sequence", "database", "function", "schema", "any_column")) {
      String name = "has_" + kind + "_privilege";
      for (String object : List.of("text", "oid")) {
        library.two(name + "(" + object + ",text)", (_, _, _) -> true);
        for (String role : List.of("name", "oid")) {
          library.any(name + "(" + role + "," + object + ",text)", (_, _) -> true);
        }
      }
    }
    for (String table : List.of("text", "oid")) {
      for (String column : List.of("text", "int2")) {
        String arguments = table + "," + column + ",text)";
        library.any("has_column_privilege(" + arguments, (_, _) -> true);
        for (String role : List.of("name", "oid")) {
          library.any("has_column_privilege(" + role + "," + arguments, (_, _) -> true);
        }
      }
    }
    for (String role : List.of("name", "oid")) {
      library.two("pg_has_role(" + role + ",text)", (_, _, _) -> true);
      for (String member : List.of("name", "oid")) {
        library.any("pg_has_role(" + member + "," + role + ",text)", (_, _) -> true);
      }
    }
  }
}
