package dev.tusk.sql.parser;

import java.util.List;
import java.util.Locale;

/** What a statement that Tusk has not is called. */
final class UnsupportedFeature {
  /** Kinds of objects that take more than one word. */
  private static final List<List<String>> KINDS =
      List.of(
          List.of("access", "method"),
          List.of("constraint", "trigger"),
          List.of("default", "privileges"),
          List.of("event", "trigger"),
          List.of("foreign", "data", "wrapper"),
          List.of("foreign", "schema"),
          List.of("foreign", "table"),
          List.of("label"),
          List.of("language"),
          List.of("large", "object"),
          List.of("materialized", "view"),
          List.of("operator", "class"),
          List.of("operator", "family"),
          List.of("owned"),
          List.of("procedural", "language"),
          List.of("text", "search", "parser"),
          List.of("text", "search", "template"),
          List.of("trusted", "language"),
          List.of("trusted", "procedural", "language"),
          List.of("user", "mapping"));

  private UnsupportedFeature() {}

  /** {@code CREATE EVENT TRIGGER}: the command, and the kind of object that stands next. */
  static String of(Tokens tokens, String command) {
    for (List<String> kind : KINDS) {
      if (stands(tokens, kind)) {
        return upper(command + " " + String.join(" ", kind));
      }
    }
    return upper(command + " " + tokens.peek().value);
  }

  private static boolean stands(Tokens tokens, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (!tokens.is(i + 1, words.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
