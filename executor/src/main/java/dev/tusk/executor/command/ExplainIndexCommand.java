package dev.tusk.executor.command;

import dev.tusk.executor.vector.IndexForecast;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.statement.CreateIndex;
import dev.tusk.sql.statement.Explain;
import java.util.List;
import java.util.Locale;

/** EXPLAIN CREATE INDEX: what a vector index would take and give, without making it. */
public final class ExplainIndexCommand {
  private final CommandHost host;

  public ExplainIndexCommand(CommandHost host) {
    this.host = host;
  }

  /** The lines that EXPLAIN prints. */
  public List<String> run(Explain statement, CreateIndex index) {
    if (statement.analyze()) {
      throw SqlException.notSupported("EXPLAIN ANALYZE of CREATE INDEX")
          .withHint(
              "EXPLAIN tells beforehand; pg_stat_progress_create_index tells of an index that is"
                  + " being made.");
    }
    if (statement.format() != Explain.Format.TEXT) {
      throw SqlException.notSupported("EXPLAIN CREATE INDEX in another format than text")
          .withHint("Leave FORMAT out.");
    }
    CommandRights.check(host, index);
    CreateIndexCommand.Intended intended = new CreateIndexCommand(host, index).intended();
    if (intended == null) {
      return List.of("There is such an index already");
    }
    if (!intended.index().accessMethod().nearest()) {
      throw SqlException.notSupported(
              "EXPLAIN CREATE INDEX of access method \"" + intended.index().method() + "\"")
          .withHint("It tells of hnsw and ivfflat.");
    }
    if (IndexCreation.keyed(intended.draft(), intended.index())
        || intended.index().predicateText() != null
        || intended.draft().partitioning.key() != null) {
      throw SqlException.notSupported(
              "EXPLAIN CREATE INDEX over an expression, a part of a table or a partitioned one")
          .withHint("Explain an index over the whole column of a table.");
    }
    IndexForecast forecast = new IndexCreation(host).forecast(intended.draft(), intended.index());
    return lines(intended, forecast);
  }

  private static List<String> lines(CreateIndexCommand.Intended intended, IndexForecast forecast) {
    boolean listed = intended.index().method().equals("ivfflat");
    return List.of(
        "Create Index "
            + intended.index().name()
            + " on "
            + intended.draft().name
            + " using "
            + intended.index().method(),
        String.format(Locale.ROOT, "  Rows: %d  Sampled: %d", forecast.rows(), forecast.sampled()),
        String.format(Locale.ROOT, "  Build Time: %.1f s", forecast.seconds()),
        String.format(
            Locale.ROOT,
            "  Memory: %d kB  Disk: %d kB",
            forecast.bytes() / 1024,
            forecast.bytes() / 1024),
        String.format(
            Locale.ROOT,
            "  Recall: %.3f (10 rows, %s)",
            forecast.recall(),
            listed ? "ivfflat.probes 1" : "hnsw.ef_search 40"),
        String.format(Locale.ROOT, "  Search Time: %.3f ms", forecast.searchMillis()),
        "  Codes: " + forecast.reason());
  }
}
