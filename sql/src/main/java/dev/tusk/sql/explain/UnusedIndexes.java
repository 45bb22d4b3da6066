package dev.tusk.sql.explain;

import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Operands;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlanParts;
import dev.tusk.sql.plan.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a plan that orders rows by a distance does so without an index of the table's that finds the
 * nearest: the question that is asked most about such indexes.
 */
public final class UnusedIndexes {
  private final boolean indexScan;
  private final List<String> reasons = new ArrayList<>();

  private UnusedIndexes(boolean indexScan) {
    this.indexScan = indexScan;
  }

  /**
   * A line for each index that could have been expected in the plan; empty for most plans.
   *
   * @param indexScan {@code enable_indexscan}
   */
  public static List<String> of(PhysicalPlan plan, boolean indexScan) {
    UnusedIndexes unused = new UnusedIndexes(indexScan);
    unused.look(plan);
    return unused.reasons;
  }

  /** A distance in a sort key. */
  private record Distance(String metric, List<Integer> columns, boolean constant, boolean bare) {}

  private void look(PhysicalPlan plan) {
    switch (plan) {
      case PhysicalPlan.VectorSearch search when search.index() == null ->
          explain(
              search.table(),
              new Distance(search.metric(), List.of(search.column()), true, true),
              null);
      case PhysicalPlan.TopK top -> sorted(top.input(), top.keys(), null);
      case PhysicalPlan.Sort sort ->
          sorted(sort.input(), sort.keys(), "the query has no LIMIT, so that all rows are wanted");
      default -> {}
    }
    PlanParts.inputs(plan).forEach(this::look);
  }

  private void sorted(PhysicalPlan input, List<SortKey> keys, @Nullable String known) {
    Table table = table(input);
    Distance distance =
        table == null ? null : distance(keys.getFirst().expression(), columns(input));
    if (table == null || distance == null) {
      return;
    }
    String why = known;
    if (why == null && keys.size() > 1) {
      why = "the order has further keys than the distance";
    } else if (why == null && keys.getFirst().descending() && distance.bare) {
      why = "the order is descending, farthest rows first";
    }
    explain(table, distance, why);
  }

  private static @Nullable Table table(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.SeqScan scan -> scan.table();
      case PhysicalPlan.IndexScan scan -> scan.table();
      case PhysicalPlan.BitmapHeapScan scan -> scan.table();
      default -> null;
    };
  }

  private static List<Integer> columns(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.SeqScan scan -> scan.columns();
      case PhysicalPlan.IndexScan scan -> scan.columns();
      case PhysicalPlan.BitmapHeapScan scan -> scan.columns();
      default -> List.of();
    };
  }

  private static @Nullable Distance distance(Expression key, List<Integer> columns) {
    if (key instanceof Expression.Call call && call.arguments().size() == 2) {
      String metric = metric(call.function().name());
      if (metric != null) {
        List<Integer> left = read(call.arguments().get(0), columns);
        List<Integer> right = read(call.arguments().get(1), columns);
        List<Integer> both = new ArrayList<>(left);
        both.addAll(right);
        return new Distance(metric, both, left.isEmpty() || right.isEmpty(), true);
      }
    }
    return Operands.of(key).stream()
        .map(part -> distance(part, columns))
        .filter(Objects::nonNull)
        .findFirst()
        .map(d -> new Distance(d.metric, d.columns, d.constant, false))
        .orElse(null);
  }

  private static @Nullable String metric(String function) {
    return switch (function) {
      case "l2_distance" -> "<->";
      case "inner_product", "vector_negative_inner_product", "halfvec_negative_inner_product" ->
          "<#>";
      case "cosine_distance" -> "<=>";
      case "l1_distance" -> "<+>";
      case "hamming_distance" -> "<~>";
      case "jaccard_distance" -> "<%>";
      default -> null;
    };
  }

  /** Columns that an expression over a scan reads. */
  private static List<Integer> read(Expression expression, List<Integer> columns) {
    if (expression instanceof Expression.Input input) {
      return input.index() < columns.size() ? List.of(columns.get(input.index())) : List.of();
    }
    return Operands.of(expression).stream().flatMap(o -> read(o, columns).stream()).toList();
  }

  private void explain(Table table, Distance distance, @Nullable String known) {
    boolean served =
        table.indexes().stream()
            .anyMatch(i -> i.nearest() && i.distanceOperator().equals(distance.metric));
    for (Index index : table.indexes()) {
      if (index.nearest()) {
        int column = index.keys().getFirst().column();
        boolean same = index.distanceOperator().equals(distance.metric);
        // Of an index for something else nothing was expected.
        if ((column == 0 || distance.columns.contains(column)) && (same || !served)) {
          String why = known == null ? reason(index, distance, same) : known;
          reasons.add("Index " + index.name() + " is not used: " + why);
        }
      }
    }
  }

  private String reason(Index index, Distance distance, boolean same) {
    if (!indexScan) {
      return "enable_indexscan is off";
    }
    if (!index.valid()) {
      return "it is not valid";
    }
    if (!same) {
      return "it finds the nearest by "
          + index.distanceOperator()
          + ", the order is by "
          + distance.metric;
    }
    if (!distance.constant) {
      return "the distance is not to one vector, but to another of each row";
    }
    if (index.keys().getFirst().expressionText() != null) {
      return "it is over the expression "
          + index.keys().getFirst().expressionText()
          + ", which the order does not have";
    }
    if (index.predicateText() != null) {
      return "it is over the rows where "
          + index.predicateText()
          + ", which the conditions of the query do not imply";
    }
    return distance.bare
        ? "something random is asked of the rows, or rows without a vector come first"
        : "what the order makes of the distance does not keep its order";
  }
}
