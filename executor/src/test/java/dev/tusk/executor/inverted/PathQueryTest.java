package dev.tusk.executor.inverted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.function.FakeContext;
import dev.tusk.executor.jsonpath.JsonPath;
import dev.tusk.sql.type.Jsonb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No document that a condition holds for is missed by the keys that the condition asks for. */
class PathQueryTest {
  private static final List<String> PATHS =
      List.of(
          "$.a",
          "$.a.b == 1",
          "$.a[*] ? (@ == \"x\")",
          "$.a ? (@.b == 1 && @.c == true)",
          "$.a ? (@.b == 1 || @.c == null)",
          "!($.a == 1) && $.b == 2",
          "!($.a == 1 || exists($.b))",
          "exists($.a ? (@.b == 1)) && $.c == \"x\"",
          "$.* == 1",
          "$.**.b == 1",
          "$.a.size() == 2",
          "$[0].a == 1",
          "1 == $.a",
          "strict $.a[0] == \"x\"",
          "$.a == 1.0",
          "$ ? ($.b == 1).c == null",
          "($.a == 1) is unknown",
          "$.a starts with \"x\"");

  private final FunctionContext context = new FakeContext();
  private final Random random = new Random(42);

  private Jsonb document(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : depth == 3 ? 12 : 10)) {
      case 0 -> Jsonb.NULL;
      case 1 -> Jsonb.of(true);
      case 2 -> Jsonb.parse("1");
      case 3 -> Jsonb.of("x");
      case 4 -> Jsonb.parse("2");
      case 5, 6 -> {
        List<Jsonb> elements = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          elements.add(document(depth - 1));
        }
        yield new Jsonb.JsonArray(elements);
      }
      default -> {
        var members = Jsonb.members();
        for (String key : List.of("a", "b", "c")) {
          if (random.nextInt(2) == 0) {
            members.put(key, document(depth - 1));
          }
        }
        yield new Jsonb.JsonObject(members);
      }
    };
  }

  @Test
  void whatAPathFindsIsFoundByItsKeys() {
    JsonPath.Run run = new JsonPath.Run(() -> {}, null);
    for (String text : PATHS) {
      JsonPath path = JsonPath.parse(text);
      int found = 0;
      for (int i = 0; i < 4000; i++) {
        Jsonb document = document(3);
        Jsonb none = Jsonb.parse("{}");
        boolean exists = Boolean.TRUE.equals(path.exists(document, none, true, run));
        boolean matches = Boolean.TRUE.equals(path.matches(document, none, true, run));
        for (KeyClass keys : List.of(new JsonbKeys(), new JsonbPathKeys())) {
          if (exists) {
            assertThat(holds(keys.query("@?", text, context), keys.keys(document)))
                .as("%s @? %s", document, text)
                .isTrue();
          }
          if (matches) {
            assertThat(holds(keys.query("@@", text, context), keys.keys(document)))
                .as("%s @@ %s", document, text)
                .isTrue();
          }
        }
        found += exists || matches ? 1 : 0;
      }
      assertThat(found).as(text).isPositive();
    }
  }

  @Test
  void whatIsNotThereIsNotAskedFor() {
    KeyClass keys = new JsonbPathKeys();
    List<byte[]> document = keys.keys(Jsonb.parse("{\"a\":{\"b\":1},\"c\":2}"));
    assertThat(holds(keys.query("@>", Jsonb.parse("{\"a\":{\"b\":1}}"), context), document))
        .isTrue();
    assertThat(holds(keys.query("@>", Jsonb.parse("{\"b\":1}"), context), document)).isFalse();
    assertThat(holds(keys.query("@@", "$.a.b == 1 && $.c == 3", context), document)).isFalse();
    assertThat(holds(keys.query("@?", "$.a ? (@.b == 2)", context), document)).isFalse();
  }

  static boolean holds(InvertedQuery query, List<byte[]> keys) {
    Set<String> held = new HashSet<>();
    keys.forEach(key -> held.add(hex(key)));
    return holds(query, held);
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  private static boolean holds(InvertedQuery query, Set<String> held) {
    return switch (query) {
      case InvertedQuery.Everything _ -> true;
      case InvertedQuery.Nothing _ -> false;
      case InvertedQuery.Has(var key) -> held.contains(hex(key));
      case InvertedQuery.HasPrefix(var prefix) ->
          held.stream().anyMatch(key -> key.startsWith(hex(prefix)));
      case InvertedQuery.Between _, InvertedQuery.Near _ ->
          throw new IllegalStateException("documents have no order");
      case InvertedQuery.All(var parts) -> parts.stream().allMatch(part -> holds(part, held));
      case InvertedQuery.Any(var parts) -> parts.stream().anyMatch(part -> holds(part, held));
      case InvertedQuery.AtLeast(var count, var keys) ->
          keys.stream().filter(key -> held.contains(hex(key))).count() >= count;
    };
  }
}
