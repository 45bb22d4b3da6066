package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.Rex;
import java.util.ArrayList;
import java.util.BitSet;
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

  /** Columns that the query was read with and that are there no more. */
  final BitSet gone = new BitSet();

  /** For a join, where the columns are that the query was read with. */
  private final List<Integer> places = new ArrayList<>();

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

  /**
   * A join of two items: the merged columns, then those left over of each side, columns that came
   * since the query was read among them.
   */
  static NamedItem join(FromItem.Join join, int start, NamedItem left, NamedItem right) {
    List<String> parsed = new ArrayList<>();
    NamedItem item = new NamedItem(join, start, left, right, parsed, List.of());
    for (FromItem.Merged merged : join.using()) {
      int l = left.place(left.parsed.indexOf(merged.name()));
      int r = right.place(right.parsed.indexOf(merged.name()));
      item.enter(l, r, merged.name(), false);
    }
    List<Integer> mergedRight = List.copyOf(item.rightColumns);
    List<Integer> mergedLeft = List.copyOf(item.leftColumns);
    for (int i = 0; i < left.size(); i++) {
      if (!mergedLeft.contains(i)) {
        item.enter(i, -1, left.parsedAt(i), left.gone.get(i));
      }
    }
    for (int i = 0; i < right.size(); i++) {
      if (!mergedRight.contains(i)) {
        item.enter(-1, i, right.parsedAt(i), right.gone.get(i));
      }
    }
    for (int i = 0; i < join.columnAliases().size(); i++) {
      parsed.set(i, join.columnAliases().get(i));
    }
    return item;
  }

  private void enter(int leftColumn, int rightColumn, @Nullable String name, boolean dropped) {
    gone.set(leftColumns.size(), dropped);
    if (name != null) {
      places.add(leftColumns.size());
      parsed.add(name);
    }
    leftColumns.add(leftColumn);
    rightColumns.add(rightColumn);
  }

  /** How many columns it has now. */
  int size() {
    return left == null ? real.size() : leftColumns.size();
  }

  /** Where a column is now that the query was read with. */
  int place(int read) {
    return left == null ? read : places.get(read);
  }

  /** Which of the columns that the query was read with is there; -1 for one that came since. */
  int read(int place) {
    return left == null ? (place < parsed.size() ? place : -1) : places.indexOf(place);
  }

  private @Nullable String parsedAt(int place) {
    int read = read(place);
    return read < 0 ? null : parsed.get(read);
  }

  /** The alias that was written; null for none. */
  @Nullable String alias() {
    return switch (source) {
      case FromItem.Relation relation -> relation.alias();
      case FromItem.Derived derived -> derived.alias();
      case FromItem.Common common -> common.alias();
      case FromItem.Functions functions -> functions.alias();
      case FromItem.Join join -> join.alias();
      case FromItem.RuleRow row -> row.name();
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
      case FromItem.RuleRow _, FromItem.Nothing _ -> List.of();
    };
  }

  /** The name pushed down for a column, or chosen for it. */
  @Nullable String nameAt(int column) {
    return column < names.size() ? names.get(column) : null;
  }

  /** Leaves a column without a name. */
  void leave(int column) {
    while (names.size() <= column) {
      names.add(null);
    }
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
