package dev.tusk.executor.setting;

import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.sql.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The setting search_path, read. */
public final class SearchPath {
  /** Stands for the session's own schema for temporary objects, whether there is one yet. */
  public static final String OWN_TEMPORARY = "pg_temp";

  private SearchPath() {}

  /** Names in the setting's text: folded to lower case unless quoted. */
  public static List<String> names(String text) {
    return names(Settings.SEARCH_PATH, text);
  }

  /**
   * The names of a list, as SplitIdentifierString reads them.
   *
   * @throws SqlException 22023 when it is no list of names
   */
  public static List<String> names(Setting setting, String text) {
    List<String> names = new ArrayList<>();
    int at = skipSpace(text, 0);
    if (at == text.length()) {
      return names;
    }
    while (true) {
      int end = text.charAt(at) == '"' ? closingQuote(text, at) + 1 : wordEnd(text, at);
      if (end <= at) {
        throw malformed(setting, text);
      }
      String name = text.substring(at, end);
      names.add(
          name.startsWith("\"")
              ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
              : name.toLowerCase(Locale.ROOT));
      at = skipSpace(text, end);
      if (at == text.length()) {
        return names;
      }
      if (text.charAt(at) != ',') {
        throw malformed(setting, text);
      }
      at = skipSpace(text, at + 1);
      if (at == text.length()) {
        throw malformed(setting, text);
      }
    }
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length()
        && text.charAt(at) != ','
        && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Where the quoted name that begins here ends; -1 when it does not. */
  private static int closingQuote(String text, int from) {
    int quote = text.indexOf('"', from + 1);
    while (quote >= 0 && text.startsWith("\"\"", quote)) {
      quote = text.indexOf('"', quote + 2);
    }
    return quote;
  }

  private static SqlException malformed(Setting setting, String text) {
    return setting.invalid(text).withDetail("List syntax is invalid.");
  }

  /** The schemas that exist, in order, each once. */
  public static List<String> resolve(String text, String user, CatalogState state, long database) {
    List<String> schemas = new ArrayList<>();
    for (String name : names(text)) {
      String schema = name.equals("$user") ? user : name;
      boolean exists =
          schema.equals(OWN_TEMPORARY)
              || schema.equals("pg_catalog")
              || schema.equals("information_schema")
              || state.schema(database, schema) != null;
      if (exists && !schemas.contains(schema)) {
        schemas.add(schema);
      }
    }
    return schemas;
  }
}
