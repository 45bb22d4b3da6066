package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.search.SearchTrace;
import dev.tusk.executor.search.VectorAccess;
import dev.tusk.executor.search.VectorQuery;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.explain.Measurements.Fact;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the searches of one node did; under {@code EXPLAIN (ANALYZE, RECALL)} also how what they
 * found compares with the exact answer on the same snapshot.
 *
 * <p>A row found counts when it is no farther than the farthest row of the exact answer: which of
 * several rows equally near is given costs no recall.
 */
final class SearchAccount implements PlanActuals.Account {
  /** Distances that differ by less are equal: sums of floats depend on their order. */
  private static final double TOLERANCE = 1e-5;

  /** Rows that are named as missed. */
  private static final int NAMED = 10;

  private final SearchTrace trace = new SearchTrace();

  /** What rows are named by: the primary key, or where they are. */
  private final List<Integer> key;

  private final List<String> keyNames;
  private final List<Type> keyTypes;
  private final List<String> missed = new ArrayList<>();
  private final List<String> fates = new ArrayList<>();
  private boolean compared;
  private long found;
  private long nearest;
  private double foundDistances;
  private double nearestDistances;

  SearchAccount(PhysicalPlan.VectorSearch plan) {
    List<Integer> columns =
        plan.table().indexes().stream()
            .filter(Index::primary)
            .findFirst()
            .map(index -> index.keys().stream().map(Index.Key::column).toList())
            .orElse(List.of(PhysicalPlan.ROW_ID));
    this.key = columns;
    boolean named = columns.getFirst() > 0;
    this.keyNames =
        named
            ? columns.stream().map(number -> plan.table().column(number).name()).toList()
            : List.of("ctid");
    this.keyTypes =
        named
            ? columns.stream().map(number -> plan.table().column(number).type()).toList()
            : List.of(Types.TID);
  }

  /** What became of the row that was asked for. */
  void ask(String told) {
    fates.add(told);
  }

  SearchTrace trace() {
    return trace;
  }

  /** Makes the same search and an exact one, and compares what they find. */
  void compare(VectorAccess vectors, VectorQuery query, Execution execution) {
    List<Integer> columns = Stream.concat(query.columns().stream(), key.stream()).toList();
    List<@Nullable Object[]> answer =
        Rows.drain(vectors.search(query.comparing(columns, false), execution), execution);
    List<@Nullable Object[]> exact =
        Rows.drain(vectors.search(query.comparing(columns, true), execution), execution);
    exact.removeIf(row -> Double.isNaN(distance(row)));
    compared = true;
    nearest += exact.size();
    if (exact.isEmpty()) {
      return;
    }
    double farthest = distance(exact.getLast());
    double limit = farthest + TOLERANCE * Math.max(1, Math.abs(farthest));
    long right =
        Math.min(exact.size(), answer.stream().filter(row -> distance(row) <= limit).count());
    found += right;
    int both = Math.min(answer.size(), exact.size());
    for (int i = 0; i < both; i++) {
      foundDistances += Double.isNaN(distance(answer.get(i))) ? 0 : distance(answer.get(i));
      nearestDistances += distance(exact.get(i));
    }
    if (right < exact.size()) {
      name(exact, answer, execution.functions().format());
    }
  }

  private void name(
      List<@Nullable Object[]> exact, List<@Nullable Object[]> answer, FormatSettings format) {
    Set<List<@Nullable Object>> known = new HashSet<>();
    answer.forEach(row -> known.add(key(row)));
    for (int rank = 0; rank < exact.size() && missed.size() < NAMED; rank++) {
      List<@Nullable Object> values = key(exact.get(rank));
      if (!known.contains(values)) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
          Object value = values.get(i);
          text.append(i == 0 ? "" : ", ").append(keyNames.get(i)).append('=');
          text.append(value == null ? "null" : keyTypes.get(i).toText(value, format));
        }
        missed.add(text + " (exact rank " + (rank + 1) + ")");
      }
    }
  }

  /** The key's values, which stand before the distance. */
  private List<@Nullable Object> key(@Nullable Object[] row) {
    return Arrays.asList(Arrays.copyOfRange(row, row.length - 1 - key.size(), row.length - 1));
  }

  private static double distance(@Nullable Object[] row) {
    return row[row.length - 1] instanceof Double distance ? distance : Double.NaN;
  }

  @Override
  public List<Fact> facts(long loops) {
    List<Fact> facts = new ArrayList<>(trace.facts(loops));
    if (!fates.isEmpty()) {
      String why = String.join("; ", fates);
      SequencedMap<String, Object> values = new LinkedHashMap<>();
      values.put("Why", why);
      facts.add(new Fact("Why: " + why, values));
    }
    if (compared) {
      double share = nearest == 0 ? 1 : (double) found / nearest;
      SequencedMap<String, Object> values = new LinkedHashMap<>();
      String recall = String.format(Locale.ROOT, "%.4f", share);
      values.put("Recall", Double.valueOf(recall));
      String line = "Recall: " + recall + " (" + found + " of " + nearest + ")";
      if (nearestDistances > 0) {
        String ratio = String.format(Locale.ROOT, "%.4f", foundDistances / nearestDistances);
        values.put("Distance Ratio", Double.valueOf(ratio));
        line += "  Distance Ratio: " + ratio;
      }
      facts.add(new Fact(line, values));
      if (!missed.isEmpty()) {
        SequencedMap<String, Object> rows = new LinkedHashMap<>();
        rows.put("Missed", String.join(", ", missed));
        facts.add(new Fact("Missed: " + String.join(", ", missed), rows));
      }
    }
    return facts;
  }
}
