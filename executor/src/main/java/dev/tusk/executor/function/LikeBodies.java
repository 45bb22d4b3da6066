package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** LIKE and ILIKE and their negations, for strings and bytes (utils/adt/like.c). */
final class LikeBodies {
  private final PatternCache<String, LikePattern> patterns = new PatternCache<>(LikePattern::of);

  private LikeBodies() {}

  static void register(FunctionLibrary library) {
    new LikeBodies().addAll(library);
  }

  private void addAll(FunctionLibrary library) {
    for (String type : List.of("text", "name", "bpchar")) {
      String arguments = "(" + type + ",text)";
      library.two(type + "like" + arguments, (a, b, c) -> like(a, b, c));
      library.two(type + "nlike" + arguments, (a, b, c) -> !like(a, b, c));
      library.two(type + "iclike" + arguments, (a, b, c) -> like(lower(a), lower(b), c));
      library.two(type + "icnlike" + arguments, (a, b, c) -> !like(lower(a), lower(b), c));
    }
    for (String type : List.of("text", "name")) {
      library.two("like(" + type + ",text)", (a, b, c) -> like(a, b, c));
      library.two("notlike(" + type + ",text)", (a, b, c) -> !like(a, b, c));
    }
    for (String name : List.of("bytealike", "like")) {
      library.two(name + "(bytea,bytea)", (a, b, c) -> like(characters(a), characters(b), c));
    }
    for (String name : List.of("byteanlike", "notlike")) {
      library.two(name + "(bytea,bytea)", (a, b, c) -> !like(characters(a), characters(b), c));
    }
    library.two(
        "like_escape(text,text)", (a, b, _) -> LikePattern.withBackslashes((String) a, (String) b));
    library.two(
        "like_escape(bytea,bytea)",
        (a, b, _) ->
            LikePattern.withBackslashes(characters(a), characters(b))
                .getBytes(StandardCharsets.ISO_8859_1));
  }

  private boolean like(Object text, Object pattern, FunctionContext context) {
    return patterns.get((String) pattern).matches((String) text, context);
  }

  private static String lower(Object text) {
    return StringBodies.map((String) text, false);
  }

  /** A character for each byte. */
  private static String characters(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.ISO_8859_1);
  }
}
