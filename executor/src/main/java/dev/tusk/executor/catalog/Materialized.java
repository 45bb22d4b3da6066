package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Dependency;
import java.util.List;

/**
 * What makes a table a materialized view.
 *
 * @param text its query in the printer's stored form
 * @param references what the query names
 * @param populated whether its rows are those of the query, as of some time
 */
public record Materialized(String text, List<Dependency> references, boolean populated) {
  public Materialized withText(String newText) {
    return new Materialized(newText, references, populated);
  }

  public Materialized withPopulated(boolean now) {
    return new Materialized(text, references, now);
  }
}
