package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.planner.AnalyzedQuery;
import dev.tusk.sql.planner.algebra.PlannerSettings;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.QueryTree;
import dev.tusk.sql.type.FormatSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries printed back, beside what PostgreSQL's {@code pg_get_viewdef} gave for the same. */
class QueryTextTest extends EngineTest {
  private record View(String query, String indented, String pretty) {}

  @Test
  void aQueryIsPrintedAsPostgresPrintsIt() throws IOException {
    for (View view : views()) {
      AnalyzedQuery query = inCatalog(() -> analyzed(view.query()));
      assertThat(text(query, PrintStyle.INDENTED)).as(view.query()).isEqualTo(view.indented());
      assertThat(text(query, PrintStyle.PRETTY)).as(view.query()).isEqualTo(view.pretty());
    }
  }

  @Test
  void theStoredTextIsReadAsTheQueryItWasMadeOf() throws IOException {
    for (View view : views()) {
      String stored = text(inCatalog(() -> analyzed(view.query())), PrintStyle.STORED);
      AnalyzedQuery again =
          inCatalog(
              () -> engine.core().planner().analyzeStored(tree(stored), client.session.catalog()));
      assertThat(text(again, PrintStyle.STORED)).as(view.query()).isEqualTo(stored);
      assertThat(text(again, PrintStyle.INDENTED)).as(view.query()).isEqualTo(view.indented());
    }
  }

  @Test
  void aQueryTellsWhatItRefersTo() {
    client.run("create table t (a int, b int, c text)");
    AnalyzedQuery query =
        inCatalog(() ->
            analyzed(
                "select lower(c), (select count(*) from t x where x.b = t.a) from t"
                    + " order by c collate \"C\""));
    assertThat(query.references().relations().values()).containsExactly(sorted(1, 2, 3));
    assertThat(query.references().functions().stream().map(f -> f.key()))
        .containsExactlyInAnyOrder("lower(text)", "count()");
    assertThat(query.references().operators().stream().map(f -> f.key()))
        .containsExactly("int4eq(int4,int4)");
    assertThat(query.references().collations()).containsExactly("C");
  }

  private static java.util.SortedSet<Integer> sorted(Integer... numbers) {
    return new java.util.TreeSet<>(List.of(numbers));
  }

  private <T> T inCatalog(java.util.function.Supplier<T> action) {
    client.run("begin");
    T result = action.get();
    client.run("rollback");
    return result;
  }

  private AnalyzedQuery analyzed(String sql) {
    return engine
        .core()
        .planner()
        .analyze(tree(sql), client.session.catalog(), PlannerSettings.DEFAULT);
  }

  private static QueryTree tree(String sql) {
    return ((Query) SqlParser.parse(sql).getFirst().statement()).tree();
  }

  private String text(AnalyzedQuery query, PrintStyle style) {
    return inCatalog(
        () -> query.viewText(client.session.catalog(), FormatSettings.DEFAULT, style, null));
  }

  /** The tables, and the queries with their answers. */
  private List<View> views() throws IOException {
    List<View> views = new ArrayList<>();
    String file;
    try (InputStream in = QueryTextTest.class.getResourceAsStream("views.txt")) {
      file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String entry : file.split("====\n")) {
      String[] parts = entry.split("----\n");
      if (parts.length == 1) {
        client.run(parts[0]);
      } else {
        views.add(new View(parts[0].strip(), stripEnd(parts[1]), stripEnd(parts[2])));
      }
    }
    return views;
  }

  private static String stripEnd(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
