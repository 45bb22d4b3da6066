package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The setting search_path, read. */
final class SearchPath {
  private SearchPath() {}

  /** Names in the setting's text: folded to lower case unless quoted. */
  static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ',' || Character.isWhitespace(c)) {
        at++;
      } else if (c == '"') {
        StringBuilder name = new StringBuilder();
        for (at++; at < text.length(); at++) {
          if (text.charAt(at) == '"') {
            if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
              at++;
            } else {
              break;
            }
          }
          name.append(text.charAt(at));
        }
        at++;
        names.add(name.toString());
      } else {
        int end = at;
        while (end < text.length() && text.charAt(end) != ',') {
          end++;
        }
        names.add(text.substring(at, end).strip().toLowerCase(Locale.ROOT));
        at = end;
      }
    }
    return names;
  }

  /** The schemas that exist, in order, each once. */
  static List<String> resolve(String text, String user, CatalogState state, long database) {
    List<String> schemas = new ArrayList<>();
    for (String name : names(text)) {
      String schema = name.equals("$user") ? user : name;
      boolean exists =
          schema.equals("pg_catalog")
              || schema.equals("information_schema")
              || state.schema(database, schema) != null;
      if (exists && !schemas.contains(schema)) {
        schemas.add(schema);
      }
    }
    return schemas;
  }
}
