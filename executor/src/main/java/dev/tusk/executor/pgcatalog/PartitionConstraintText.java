package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.PartitionBound;
import dev.tusk.sql.catalog.PartitionBound.Edge;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rows of a partition have in common, as SQL (get_qual_from_partbound). */
final class PartitionConstraintText {
  private final CatalogView view;
  private final Catalog catalog;

  PartitionConstraintText(CatalogView view, Catalog catalog) {
    this.view = view;
    this.catalog = catalog;
  }

  /** The condition of a table; null where it is no partition. */
  @Nullable String of(long oid) {
    List<String> all = conditions(oid);
    return all.isEmpty() ? null : all.size() == 1 ? all.getFirst() : joined(all, "AND");
  }

  private static String joined(List<String> parts, String word) {
    return parts.size() == 1 ? parts.getFirst() : "(" + String.join(" " + word + " ", parts) + ")";
  }

  /** Those of the tables above first. */
  private List<String> conditions(long oid) {
    List<String> all = new ArrayList<>();
    PartitionBound bound = view.partitions().of(oid).bound();
    long parent = view.partitions().parent(oid);
    Table above = view.partitions().table(parent);
    Partitions partitions = view.partitions().partitions(parent);
    if (bound != null && above != null && partitions != null) {
      all.addAll(conditions(parent));
      all.addAll(new Level(above, partitions).of(bound));
    }
    return all;
  }

  /** One table that is divided. */
  private final class Level {
    private final Table table;
    private final Partitions partitions;
    private final PartitionKey key;
    private final List<String> names = new ArrayList<>();

    Level(Table table, Partitions partitions) {
      this.table = table;
      this.partitions = partitions;
      this.key = partitions.key();
      for (PartitionKey.Key part : key.keys()) {
        String text = part.expressionText();
        names.add(text == null ? Definitions.quoted(table.column(part.column()).name()) : text);
      }
    }

    List<String> of(PartitionBound bound) {
      return switch (bound) {
        case PartitionBound.Hash hash -> List.of(hash(hash));
        case PartitionBound.In in -> list(in.values());
        case PartitionBound.Range range -> range(range, false);
        case PartitionBound.Default _ ->
            key.strategy() == PartitionKey.Strategy.LIST ? otherLists() : otherRanges();
      };
    }

    private String hash(PartitionBound.Hash hash) {
      return "satisfies_hash_partition('"
          + table.oid()
          + "'::oid, "
          + hash.modulus()
          + ", "
          + hash.remainder()
          + ", "
          + String.join(", ", names)
          + ")";
    }

    private List<String> list(List<@Nullable String> values) {
      String name = names.getFirst();
      List<String> texts = new ArrayList<>();
      for (String value : values) {
        if (value != null) {
          texts.add(literal(0, value));
        }
      }
      boolean takesNull = texts.size() < values.size();
      String isNull = "(" + name + (takesNull ? " IS NULL)" : " IS NOT NULL)");
      if (texts.isEmpty()) {
        return List.of(isNull);
      }
      String equal =
          texts.size() == 1
              ? "(" + name + " = " + texts.getFirst() + ")"
              : "(" + name + " = ANY (ARRAY[" + String.join(", ", texts) + "]))";
      return takesNull ? List.of(joined(List.of(isNull, equal), "OR")) : List.of(isNull, equal);
    }

    private List<String> otherLists() {
      List<@Nullable String> values = new ArrayList<>();
      for (Partitions.Part part : partitions.parts()) {
        if (part.bound() instanceof PartitionBound.In in) {
          values.addAll(in.values());
        }
      }
      Type type = key.keys().getFirst().type();
      values.sort(
          Comparator.nullsFirst((a, b) ->
              type.compare(
                  type.parse(a, FormatSettings.DEFAULT), type.parse(b, FormatSettings.DEFAULT))));
      return values.isEmpty() ? List.of() : List.of("(NOT " + joined(list(values), "AND") + ")");
    }

    private List<String> otherRanges() {
      List<String> others = new ArrayList<>();
      for (Partitions.Part part : partitions.parts()) {
        if (part.bound() instanceof PartitionBound.Range range) {
          others.add(joined(range(range, true), "AND"));
        }
      }
      if (others.isEmpty()) {
        return List.of();
      }
      List<String> all = notNull();
      all.add(joined(others, "OR"));
      return List.of("(NOT " + joined(all, "AND") + ")");
    }

    private List<String> notNull() {
      List<String> all = new ArrayList<>();
      names.forEach(name -> all.add("(" + name + " IS NOT NULL)"));
      return all;
    }

    private List<String> range(PartitionBound.Range range, boolean ofDefault) {
      List<String> all = ofDefault ? new ArrayList<>() : notNull();
      int first = 0;
      while (first < names.size()
          && range.from().get(first) instanceof Edge.Value(String low)
          && range.to().get(first) instanceof Edge.Value(String high)
          && low.equals(high)) {
        all.add(comparison(first, "=", low));
        first++;
      }
      List<String> lower = arms(range.from(), first, true);
      List<String> upper = arms(range.to(), first, false);
      if (!lower.isEmpty()) {
        all.add(joined(lower, "OR"));
      }
      if (!upper.isEmpty()) {
        all.add(joined(upper, "OR"));
      }
      return !all.isEmpty() ? all : ofDefault ? notNull() : List.of("true");
    }

    /** The first column decides, or it is equal and the second decides, and so on. */
    private List<String> arms(List<Edge> edges, int first, boolean lower) {
      List<String> arms = new ArrayList<>();
      for (int last = first; last < edges.size(); last++) {
        if (!(edges.get(last) instanceof Edge.Value)) {
          break;
        }
        Edge next = last + 1 < edges.size() ? edges.get(last + 1) : null;
        List<String> arm = new ArrayList<>();
        for (int i = first; i <= last; i++) {
          String operator = i < last ? "=" : operator(next, lower);
          arm.add(comparison(i, operator, ((Edge.Value) edges.get(i)).text()));
        }
        arms.add(joined(arm, "AND"));
      }
      return arms;
    }

    private static String operator(@Nullable Edge next, boolean lower) {
      return lower
          ? next == null || next instanceof Edge.Minimum ? ">=" : ">"
          : next instanceof Edge.Maximum ? "<=" : "<";
    }

    private String comparison(int at, String operator, String text) {
      return "(" + names.get(at) + " " + operator + " " + literal(at, text) + ")";
    }

    private String literal(int at, String text) {
      Type type = key.keys().get(at).type();
      if (type == Types.BOOL) {
        return text.equals("t") ? "true" : "false";
      }
      String shown = PartitionDefinitions.value(type, text, FormatSettings.DEFAULT);
      return shown.startsWith("'") ? shown + "::" + catalog.typeName(type, -1) : shown;
    }
  }
}
