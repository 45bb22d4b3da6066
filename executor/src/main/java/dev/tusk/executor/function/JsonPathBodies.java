package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.jsonpath.JsonPath;
import dev.tusk.sql.type.Jsonb;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The jsonb_path_ functions, {@code @?} and {@code @@}. */
final class JsonPathBodies {
  private static final String ARGUMENTS = "(jsonb,jsonpath,jsonb,bool)";
  private static final Jsonb NO_VARIABLES = new Jsonb.JsonObject(Jsonb.members());

  private final PatternCache<String, JsonPath> paths = new PatternCache<>(JsonPath::parse);

  private JsonPathBodies() {}

  static void register(FunctionLibrary library) {
    new JsonPathBodies().addAll(library);
  }

  private void addAll(FunctionLibrary library) {
    library.two(
        "jsonb_path_exists_opr(jsonb,jsonpath)",
        (a, b, context) -> path(b).exists((Jsonb) a, NO_VARIABLES, true, run(context, false)));
    library.two(
        "jsonb_path_match_opr(jsonb,jsonpath)",
        (a, b, context) -> path(b).matches((Jsonb) a, NO_VARIABLES, true, run(context, false)));
    addAll(library, ARGUMENTS, false);
    addAll(library, "_tz" + ARGUMENTS, true);
  }

  private static JsonPath.Run run(FunctionContext context, boolean zoned) {
    return new JsonPath.Run(context::checkCancelled, zoned ? context.format().timeZone() : null);
  }

  /**
   * The functions of one kind.
   *
   * @param zoned whether the session's time zone counts
   */
  private void addAll(FunctionLibrary library, String suffix, boolean zoned) {
    library.any(
        "jsonb_path_exists" + suffix,
        (a, context) ->
            path(a[1]).exists(json(a[0]), variables(a), silent(a), run(context, zoned)));
    library.any(
        "jsonb_path_match" + suffix,
        (a, context) ->
            path(a[1]).matches(json(a[0]), variables(a), silent(a), run(context, zoned)));
    library.set(
        "jsonb_path_query" + suffix,
        (a, context) -> List.<@Nullable Object>copyOf(query(a, context, zoned)).iterator());
    library.any(
        "jsonb_path_query_array" + suffix,
        (a, context) -> new Jsonb.JsonArray(query(a, context, zoned)));
    library.any(
        "jsonb_path_query_first" + suffix,
        (a, context) -> {
          List<Jsonb> found = query(a, context, zoned);
          return found.isEmpty() ? null : found.getFirst();
        });
  }

  private JsonPath path(@Nullable Object text) {
    return paths.get((String) Objects.requireNonNull(text));
  }

  private static Jsonb json(@Nullable Object value) {
    return (Jsonb) Objects.requireNonNull(value);
  }

  private List<Jsonb> query(@Nullable Object[] a, FunctionContext context, boolean zoned) {
    return path(a[1]).query(json(a[0]), variables(a), silent(a), run(context, zoned));
  }

  private static Jsonb variables(@Nullable Object[] a) {
    if (a.length < 3) {
      return NO_VARIABLES;
    }
    if (!(a[2] instanceof Jsonb.JsonObject variables)) {
      throw JsonBodies.invalid("\"vars\" argument is not an object")
          .withDetail(
              "Jsonpath parameters should be encoded as key-value pairs of \"vars\" object.");
    }
    return variables;
  }

  private static boolean silent(@Nullable Object[] a) {
    return a.length > 3 && Boolean.TRUE.equals(a[3]);
  }
}
