package dev.tusk.server.demo;

import dev.tusk.server.demo.CharacterTable.Hit;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code tusk demo}: real data, a real socket, three searches with their times and their recall.
 *
 * <p>The data are the names of all Unicode characters, which every JDK carries, embedded by {@link
 * NameEmbedding}. The exact answers that recall is measured against are computed here, in Java,
 * from the same embeddings, without the server.
 */
public final class Demo {
  private static final List<String> SEARCHES =
      List.of("smiling cat", "arrow pointing left", "fraction one half");
  private static final int LIMIT = 10;
  private static final int SHOWN = 6;
  private static final int RUNS = 5;
  private static final double TIE = 1e-5;

  private final PrintStream out;
  private final List<NamedCharacter> characters = NamedCharacter.all();

  private Demo(PrintStream out) {
    this.out = out;
  }

  /** Loads and searches on the server that is at an address. */
  public static void show(String address, PrintStream out) {
    try {
      new Demo(out).show(address);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("the demo failed: " + e.getMessage(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(String address) throws SQLException, IOException, InterruptedException {
    try (CharacterTable table = new CharacterTable(address)) {
      table.create();
      ProgressBar load = new ProgressBar(out, "Load");
      table.load(characters, (done, total) -> load.update(done, total, "characters"));
      load.finish(characters.size(), "characters");

      ProgressBar index = new ProgressBar(out, "Index");
      table.buildIndex(characters.size(), (done, total) -> index.update(done, total, "vectors"));
      index.finish(characters.size(), "vectors");

      float[][] embeddings =
          characters.stream().map(c -> NameEmbedding.embed(c.name())).toArray(float[][]::new);
      for (String words : SEARCHES) {
        search(table, words, embeddings);
      }
    }
  }

  private void search(CharacterTable table, String words, float[][] embeddings)
      throws SQLException {
    float[] query = NameEmbedding.embed(words);
    double[] millis = new double[RUNS];
    List<Hit> hits = List.of();
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      hits = table.search(query, LIMIT);
      millis[run] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    out.println();
    out.println(
        text(
            "\"%s\": %.2f ms (median of %d), recall %d of %d",
            words, millis[RUNS / 2], RUNS, recalled(hits, query, embeddings), LIMIT));
    for (Hit hit : hits.subList(0, Math.min(SHOWN, hits.size()))) {
      NamedCharacter character = new NamedCharacter(hit.codePoint(), hit.name());
      out.println(
          text(
              "  %.3f  %-8s %s  %s",
              hit.distance(), character.notation(), character.glyph(), character.spokenName()));
    }
  }

  /** How many hits are as near as the exact answer's last one. */
  private static long recalled(List<Hit> hits, float[] query, float[][] embeddings) {
    double[] distances = new double[embeddings.length];
    for (int i = 0; i < embeddings.length; i++) {
      double product = 0;
      for (int d = 0; d < query.length; d++) {
        product += query[d] * embeddings[i][d];
      }
      distances[i] = 1 - product;
    }
    Arrays.sort(distances);
    return hits.stream().filter(hit -> hit.distance() <= distances[LIMIT - 1] + TIE).count();
  }

  /** What to try next. */
  public static String goOn(String address, int port) {
    return text(
        """

        Go on by yourself; the server stays until Ctrl-C:

          psql -h 127.0.0.1 -p %d -U postgres

          SET hnsw.ef_search = %d; -- as above; 40 unless set
          SELECT character, name FROM characters
          ORDER BY embedding <=> (SELECT embedding FROM characters WHERE name = 'SNOWMAN') LIMIT 5;

          jdbc:postgresql://%s/postgres?user=postgres
        """,
        port, CharacterTable.EF_SEARCH, address);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
