package dev.tusk.executor.search;

import dev.tusk.executor.vector.RecallWatch;
import dev.tusk.sql.explain.Measurements.Fact;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SearchWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the searches of one node of a plan did, over all its loops: for EXPLAIN ANALYZE. */
public final class SearchTrace {
  private final Set<String> ways = new LinkedHashSet<>();
  private int effort;
  private RecallWatch.@Nullable Choice choice;
  private @Nullable String ended;
  private long searches;
  private long expanded;
  private long compared;
  private long rescored;

  /**
   * A search was made.
   *
   * @param ef what it was told to keep; 0 for one without that
   */
  void add(SearchResult result, int ef) {
    SearchWork work = result.work();
    ways.add(work.way().shown());
    if (ef > 0 && work.way() != SearchWork.Way.EXACT) {
      effort = Math.max(effort, ef);
    }
    searches++;
    expanded += work.expanded();
    compared += work.compared();
    rescored += work.rescored();
  }

  /** The effort follows from a recall that is aimed at. */
  void chosenBy(RecallWatch.Choice why) {
    choice = why;
  }

  /** A search was ended by a setting with fewer rows than wanted. */
  void truncated(String reason) {
    ended = reason;
  }

  /** All rows were read and compared. */
  void addRows(long rows) {
    ways.add(SearchWork.Way.EXACT.shown());
    searches++;
    compared += rows;
  }

  /** The figures, each for one loop on average. */
  public List<Fact> facts(long loops) {
    if (searches == 0) {
      return List.of();
    }
    long each = Math.max(1, loops);
    List<Fact> facts = new ArrayList<>();
    String way = String.join(", then ", ways);
    SequencedMap<String, Object> how = new LinkedHashMap<>();
    StringBuilder line = new StringBuilder("Search: ").append(way);
    how.put("Search", way);
    if (effort > 0) {
      line.append("  ef: ").append(effort);
      how.put("ef", effort);
      RecallWatch.Choice why = choice;
      if (why != null) {
        String predicted = String.format(Locale.ROOT, "%.4f", why.predicted());
        line.append(" (recall target ").append(why.target());
        line.append(", predicted ").append(predicted).append(')');
        how.put("Recall Target", why.target());
        how.put("Predicted Recall", Double.valueOf(predicted));
      }
    }
    if (searches > each) {
      line.append("  Searches: ").append(searches / each);
    }
    how.put("Searches", searches / each);
    facts.add(new Fact(line.toString(), how));
    SequencedMap<String, Object> work = new LinkedHashMap<>();
    work.put("Nodes Visited", expanded / each);
    work.put("Distances Computed", compared / each);
    work.put("Rescored", rescored / each);
    List<String> shown = new ArrayList<>();
    work.forEach((label, count) -> {
      if (!count.equals(0L)) {
        shown.add(label + ": " + count);
      }
    });
    facts.add(new Fact(String.join("  ", shown), work));
    if (ended != null) {
      SequencedMap<String, Object> truncated = new LinkedHashMap<>();
      truncated.put("Truncated", ended);
      facts.add(new Fact("Truncated: " + ended, truncated));
    }
    return facts;
  }
}
