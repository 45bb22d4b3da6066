package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.Rex;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** An item of FROM while names are chosen for it and its columns ({@code deparse_columns}). */
final class NamedItem {
  final FromItem source;

  /** Its first field in the row of FROM. */
  final int start;

  final @Nullable NamedItem left;
  final @Nullable NamedItem right;

  /** What its columns were called when the query was read. */
  final List<String> parsed;

  /** What its columns are called now, before any choice; nothing for a join. */
  final List<String> real;

  /** The names chosen; null where none is yet. */
  final List<@Nullable String> names = new ArrayList<>();

  /** For a join, which column of each side a column is; -1 for none. */
  final List<Integer> leftColumns = new ArrayList<>();

  final List<Integer> rightColumns = new ArrayList<>();
  final List<String> usingNames = new ArrayList<>();
  List<String> parentUsing = List.of();

  /** Null for a join without an alias. */
  @Nullable String name;

  boolean showsColumns;

  NamedItem(FromItem source, int start, List<String> parsed, List<String> real) {
    this(source, start, null, null, parsed, real);
  }

  NamedItem(
      FromItem source,
      int start,
      @Nullable NamedItem left,
      @Nullable NamedItem right,
      List<String> parsed,
      List<String> real) {
    this.source = source;
    this.start = start;
    this.left = left;
    this.right = right;
    this.parsed = parsed;
    this.real = real;
  }

  /** A join of two items: the merged columns, then those left over of each side. */
  static NamedItem join(FromItem.Join join, int start, NamedItem left, NamedItem right) {
    List<String> parsed = new ArrayList<>();
    NamedItem item = new NamedItem(join, start, left, right, parsed, List.of());
    for (FromItem.Merged merged : join.using()) {
      parsed.add(merged.name());
      item.leftColumns.add(left.parsed.indexOf(merged.name()));
      item.rightColumns.add(right.parsed.indexOf(merged.name()));
    }
    for (int i = 0; i < left.parsed.size(); i++) {
      if (!item.leftColumns.contains(i)) {
        parsed.add(left.parsed.get(i));
        item.leftColumns.add(i);
        item.rightColumns.add(-1);
      }
    }
    List<Integer> mergedRight = List.copyOf(item.rightColumns.subList(0, join.using().size()));
    for (int i = 0; i < right.parsed.size(); i++) {
      if (!mergedRight.contains(i)) {
        parsed.add(right.parsed.get(i));
        item.leftColumns.add(-1);
        item.rightColumns.add(i);
      }
    }
    for (int i = 0; i < join.columnAliases().size(); i++) {
      parsed.set(i, join.columnAliases().get(i));
    }
    return item;
  }

  /** The alias that was written; null for none. */
  @Nullable String alias() {
    return switch (source) {
      case FromItem.Relation relation -> relation.alias();
      case FromItem.Derived derived -> derived.alias();
      case FromItem.Common common -> common.alias();
      case FromItem.Functions functions -> functions.alias();
      case FromItem.Join join -> join.alias();
      case FromItem.Nothing _ -> null;
    };
  }

  List<String> columnAliases() {
    return switch (source) {
      case FromItem.Relation relation -> relation.columnAliases();
      case FromItem.Derived derived -> derived.columnAliases();
      case FromItem.Common common -> common.columnAliases();
      case FromItem.Functions functions -> functions.columnAliases();
      case FromItem.Join join -> join.columnAliases();
      case FromItem.Nothing _ -> List.of();
    };
  }

  /** The name pushed down for a column, or chosen for it. */
  @Nullable String nameAt(int column) {
    return column < names.size() ? names.get(column) : null;
  }

  void name(int column, String chosen) {
    while (names.size() <= column) {
      names.add(null);
    }
    names.set(column, chosen);
  }

  /** The merged columns over the whole row of FROM; empty for anything but a join with USING. */
  List<RexNode> mergedValues() {
    return source instanceof FromItem.Join join
        ? join.using().stream().map(m -> Rex.shift(m.value(), start)).toList()
        : List.of();
  }
}
