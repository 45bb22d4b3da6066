package dev.tusk.benchmarks;

import dev.tusk.sql.parser.NormalizedStatement;
import dev.tusk.sql.parser.ParsedStatement;
import dev.tusk.sql.parser.PlanCacheKey;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.parser.StatementNormalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a statement's text costs: scanning it into the plan cache's key with the look-up, which
 * every statement pays, and parsing, which the cache saves.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SqlFrontBenchmark {
  private static final Map<String, String> STATEMENTS =
      Map.of(
          "point", "SELECT id, content FROM items WHERE id = $1",
          "top-k",
              "SELECT id, content FROM items WHERE category = $2"
                  + " ORDER BY embedding <=> $1 LIMIT 10",
          "vector in text",
              "SELECT id FROM items ORDER BY embedding <-> '" + vector(768) + "' LIMIT 10",
          "insert", "INSERT INTO items (id, content, category) VALUES (1, 'a cat', 5)",
          "join",
              "SELECT c.name, sum(o.total) AS s FROM customers c"
                  + " JOIN orders o ON o.customer_id = c.id"
                  + " LEFT JOIN regions r ON r.id = c.region_id"
                  + " WHERE o.created_at > '2024-01-01' AND r.name IN ('a', 'b')"
                  + " GROUP BY c.name HAVING sum(o.total) > 100 ORDER BY s DESC LIMIT 20");

  @Param({"point", "top-k", "vector in text", "insert", "join"})
  private String statement = "point";

  private String sql = "";
  private final StatementNormalizer normalizer = new StatementNormalizer();
  private final Map<PlanCacheKey, String> cache = new HashMap<>();

  private static String vector(int dimensions) {
    SplittableRandom random = new SplittableRandom(1);
    return IntStream.range(0, dimensions)
        .mapToObj(_ -> Float.toString((float) random.nextDouble()))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Setup
  public void fillCache() {
    for (String text : STATEMENTS.values()) {
      cache.put(normalizer.normalize(text).get(0).key(), text);
    }
    sql = STATEMENTS.getOrDefault(statement, "");
  }

  @Benchmark
  public @Nullable String keyAndLookup() {
    NormalizedStatement normalized = normalizer.normalize(sql).get(0);
    return cache.get(normalized.key());
  }

  @Benchmark
  public List<ParsedStatement> parse() {
    return SqlParser.parse(sql);
  }
}
