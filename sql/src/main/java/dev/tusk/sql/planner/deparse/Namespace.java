package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.type.CompositeType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What the items of FROM of one query are called, and their columns, so that every one can be named
 * without doubt ({@code set_deparse_for_query}). Names written by the user stay where they can;
 * what is equal by now gets a number behind it.
 */
final class Namespace {
  private static final int LONGEST = 63;

  private final Catalog catalog;
  private final Set<String> outer;
  private final List<NamedItem> items = new ArrayList<>();
  private final List<NamedItem> listed = new ArrayList<>();
  private final List<Listing> lists = new ArrayList<>();
  private final Map<Integer, Reference> fields = new HashMap<>();
  private final Map<RexNode, Reference> values = new HashMap<>();
  private final Set<String> usingNames = new HashSet<>();
  private boolean uniqueUsing;

  /** A join that is only a list, and where it begins in the row of FROM. */
  record Listing(FromItem.Join join, int start) {}

  /** A column as it is named; without the item's name where it is of a join without one. */
  record Reference(@Nullable String item, String column) {}

  /**
   * Chooses the names.
   *
   * @param outer names of items around, which are not used again
   */
  Namespace(Catalog catalog, FromItem from, Collection<String> outer) {
    this(catalog, null, 0, from, outer);
  }

  /**
   * Chooses the names, of what is modified too.
   *
   * @param target that, which FROM does not list; null for nothing
   * @param width of its row
   */
  Namespace(
      Catalog catalog,
      @Nullable FromItem target,
      int width,
      FromItem from,
      Collection<String> outer) {
    this.catalog = catalog;
    this.outer = new HashSet<>(outer);
    if (target != null) {
      enter(target, 0);
    }
    list(from, width);
    nameItems();
    uniqueUsing = listed.stream().anyMatch(Namespace::dangerous);
    listed.forEach(i -> nameMerged(i, List.of()));
    for (NamedItem item : items) {
      if (item.left == null) {
        nameColumns(item);
      } else {
        nameJoined(item);
      }
      refer(item);
    }
  }

  /** How many items there are. */
  int size() {
    return items.size();
  }

  /** What an item is called now that was called so when the query was read. */
  String now(String written) {
    for (NamedItem item : items) {
      String alias = item.alias();
      String before =
          alias == null && item.source instanceof FromItem.Relation relation
              ? relation.table().name()
              : alias;
      if (written.equals(before) && item.name != null) {
        return item.name;
      }
    }
    return written;
  }

  /** The items that FROM lists. */
  List<NamedItem> listed() {
    return listed;
  }

  /** The joins that are only lists. */
  List<Listing> lists() {
    return lists;
  }

  /** Names that queries inside do not use again. */
  Set<String> names() {
    Set<String> names = new HashSet<>(outer);
    items.forEach(i -> {
      if (i.name != null) {
        names.add(i.name);
      }
    });
    return names;
  }

  /** What a value over the row of FROM is called; null for one without a name. */
  @Nullable Reference reference(RexNode node) {
    return node instanceof RexInputRef field ? fields.get(field.getIndex()) : values.get(node);
  }

  /** The item whose columns are just these. */
  @Nullable NamedItem whole(List<? extends RexNode> columns) {
    if (columns.isEmpty() || !(columns.getFirst() instanceof RexInputRef first)) {
      return null;
    }
    NamedItem found = null;
    for (NamedItem item : items) {
      if (item.name != null
          && item.start == first.getIndex()
          && item.parsed.size() == columns.size()) {
        found = item;
      }
    }
    return found;
  }

  private void list(FromItem item, int start) {
    if (item instanceof FromItem.Join join && join.comma() && join.alias() == null) {
      lists.add(new Listing(join, start));
      list(join.left(), start);
      list(join.right(), start + join.leftFields());
    } else if (item instanceof FromItem.RuleRow) {
      enter(item, start);
    } else if (!(item instanceof FromItem.Nothing)) {
      listed.add(enter(item, start));
    }
  }

  private NamedItem enter(FromItem item, int start) {
    NamedItem entered =
        switch (item) {
          case FromItem.Relation relation -> relation(relation, start);
          case FromItem.Derived derived ->
              plain(item, start, derived.query().columns(), derived.columnAliases());
          case FromItem.Common common ->
              plain(item, start, common.columns(), common.columnAliases());
          case FromItem.Functions functions -> called(functions, start);
          case FromItem.Join join ->
              NamedItem.join(
                  join,
                  start,
                  enter(join.left(), start),
                  enter(join.right(), start + join.leftFields()));
          case FromItem.RuleRow(Table table, String name) ->
              relation(new FromItem.Relation(table, name, List.of()), start);
          case FromItem.Nothing _ -> plain(item, start, List.of(), List.of());
        };
    items.add(entered);
    if (item instanceof FromItem.RuleRow(Table _, String name)) {
      entered.name = name;
    }
    return entered;
  }

  private static NamedItem plain(
      FromItem item, int start, List<String> columns, List<String> aliases) {
    List<String> parsed = new ArrayList<>(columns);
    for (int i = 0; i < aliases.size() && i < parsed.size(); i++) {
      parsed.set(i, aliases.get(i));
    }
    return new NamedItem(item, start, parsed, columns);
  }

  /** A relation by its columns of now: what the query read, then what was added since. */
  private NamedItem relation(FromItem.Relation relation, int start) {
    List<Column> before = relation.table().liveColumns();
    Table now = current(relation);
    List<String> real = new ArrayList<>();
    List<String> parsed = new ArrayList<>();
    BitSet gone = new BitSet();
    for (Column column : before) {
      Column same = column.number() <= now.columns().size() ? now.column(column.number()) : column;
      gone.set(real.size(), same.dropped());
      real.add(same.name());
      int place = parsed.size();
      parsed.add(
          place < relation.columnAliases().size()
              ? relation.columnAliases().get(place)
              : column.name());
    }
    int known = relation.table().columns().size();
    for (Column column : now.liveColumns()) {
      if (column.number() > known) {
        real.add(column.name());
      }
    }
    NamedItem item = new NamedItem(relation, start, parsed, real);
    item.gone.or(gone);
    return item;
  }

  /** Functions; one that gives rows of a relation by that relation's columns of now. */
  private NamedItem called(FromItem.Functions functions, int start) {
    FromItem.Called first = functions.calls().getFirst();
    Table now =
        functions.calls().size() == 1
                && !functions.ordinality()
                && first.definitions().isEmpty()
                && RelTypes.typeOf(first.call()) instanceof CompositeType type
            ? catalog.table(type.definition().relationOid()).orElse(null)
            : null;
    if (now == null) {
      return plain(functions, start, functions.columns(), functions.columnAliases());
    }
    CompositeType type = (CompositeType) RelTypes.typeOf(first.call());
    List<String> real = new ArrayList<>();
    List<String> parsed = new ArrayList<>();
    BitSet gone = new BitSet();
    int known = 0;
    for (CompositeType.Field field : type.definition().fields()) {
      Column column = now.column(field.number());
      gone.set(real.size(), column.dropped());
      parsed.add(
          real.size() < functions.columnAliases().size()
              ? functions.columnAliases().get(real.size())
              : field.name());
      real.add(column.dropped() ? field.name() : column.name());
      known = Math.max(known, field.number());
    }
    for (Column column : now.liveColumns()) {
      if (column.number() > known) {
        real.add(column.name());
      }
    }
    NamedItem item = new NamedItem(functions, start, parsed, real);
    item.gone.or(gone);
    return item;
  }

  Table current(FromItem.Relation relation) {
    return catalog.table(relation.table().oid()).orElse(relation.table());
  }

  /** {@code set_rtable_names}. */
  private void nameItems() {
    Map<String, Integer> used = new HashMap<>();
    outer.forEach(n -> used.put(n, 0));
    for (NamedItem item : items) {
      String wanted = item.name == null ? wanted(item) : null;
      if (wanted == null) {
        continue;
      }
      Integer count = used.get(wanted);
      String name = wanted;
      if (count != null) {
        int number = count;
        do {
          number++;
          name = numbered(wanted, number);
        } while (used.containsKey(name));
        used.put(wanted, number);
      }
      used.put(name, 0);
      item.name = name;
    }
  }

  private @Nullable String wanted(NamedItem item) {
    String alias = item.alias();
    if (alias != null) {
      return alias;
    }
    return switch (item.source) {
      case FromItem.Relation relation -> current(relation).name();
      case FromItem.Derived derived -> derived.alias();
      case FromItem.Common common -> common.name();
      case FromItem.Functions functions -> functions.name();
      case FromItem.RuleRow row -> row.name();
      case FromItem.Join _, FromItem.Nothing _ -> null;
    };
  }

  private static String numbered(String name, int number) {
    String suffix = "_" + number;
    int length = Math.min(name.length(), LONGEST - suffix.length());
    return name.substring(0, length) + suffix;
  }

  /** Whether a column merged by USING is neither side's, and has no alias to be called by. */
  private static boolean dangerous(NamedItem item) {
    if (item.left == null || item.right == null) {
      return false;
    }
    return item.alias() == null
            && item.mergedValues().stream().anyMatch(v -> !(v instanceof RexInputRef))
        || dangerous(item.left)
        || dangerous(item.right);
  }

  /** Names for the columns of USING, and both sides' columns with them. */
  private void nameMerged(NamedItem item, List<String> around) {
    NamedItem left = item.left;
    NamedItem right = item.right;
    if (left == null || right == null) {
      return;
    }
    FromItem.Join join = (FromItem.Join) item.source;
    if (join.alias() == null) {
      for (int i = 0; i < item.names.size(); i++) {
        String given = item.names.get(i);
        if (given != null) {
          push(item, i, given);
        }
      }
    }
    List<String> using = new ArrayList<>(around);
    for (int i = 0; i < join.using().size(); i++) {
      String name = item.nameAt(i);
      if (name == null) {
        name =
            join.alias() != null && i < join.columnAliases().size()
                ? join.columnAliases().get(i)
                : join.using().get(i).name();
        name = unique(name, item);
        if (uniqueUsing) {
          usingNames.add(name);
        }
        item.name(i, name);
      }
      item.usingNames.add(name);
      using.add(name);
      push(item, i, name);
    }
    left.parentUsing = using;
    right.parentUsing = using;
    nameMerged(left, using);
    nameMerged(right, using);
  }

  private static void push(NamedItem join, int column, String name) {
    int left = join.leftColumns.get(column);
    int right = join.rightColumns.get(column);
    if (left >= 0) {
      Objects.requireNonNull(join.left).name(left, name);
    }
    if (right >= 0) {
      Objects.requireNonNull(join.right).name(right, name);
    }
  }

  private void nameColumns(NamedItem item) {
    List<String> aliases = item.columnAliases();
    boolean changed = false;
    for (int i = 0; i < item.real.size(); i++) {
      if (item.gone.get(i)) {
        item.leave(i);
        continue;
      }
      if (item.nameAt(i) == null) {
        String wanted = i < aliases.size() ? aliases.get(i) : item.real.get(i);
        item.name(i, unique(wanted, item));
      }
      changed |= !item.real.get(i).equals(item.names.get(i));
    }
    item.showsColumns =
        switch (item.source) {
          case FromItem.Relation _ -> changed;
          case FromItem.Functions _ -> true;
          default -> changed || !aliases.isEmpty();
        };
  }

  private void nameJoined(NamedItem item) {
    List<String> aliases = item.columnAliases();
    boolean named = item.alias() != null;
    boolean changed = false;
    // Columns that came since the query was read take what those before leave.
    for (boolean since : new boolean[] {false, true}) {
      for (int i = item.usingNames.size(); i < item.size(); i++) {
        int read = item.read(i);
        if (item.gone.get(i)) {
          item.leave(i);
          continue;
        }
        if (read < 0 != since) {
          continue;
        }
        String real = child(item, i);
        if (!named) {
          item.name(i, real);
        } else if (item.nameAt(i) == null) {
          boolean aliased = read >= 0 && read < aliases.size();
          item.name(i, unique(aliased ? aliases.get(read) : real, item));
        }
        changed |= !real.equals(item.names.get(i));
      }
    }
    item.showsColumns = named && changed;
  }

  private static String child(NamedItem join, int column) {
    int left = join.leftColumns.get(column);
    String name =
        left >= 0
            ? Objects.requireNonNull(join.left).nameAt(left)
            : Objects.requireNonNull(join.right).nameAt(join.rightColumns.get(column));
    return Objects.requireNonNull(name);
  }

  private String unique(String wanted, NamedItem item) {
    String name = wanted;
    for (int i = 1; taken(name, item); i++) {
      name = numbered(wanted, i);
    }
    return name;
  }

  private boolean taken(String name, NamedItem item) {
    return item.names.contains(name)
        || usingNames.contains(name)
        || item.parentUsing.contains(name);
  }

  /** Notes by what name each value of the item is read. */
  private void refer(NamedItem item) {
    if (item.left == null) {
      for (int i = 0; i < item.parsed.size(); i++) {
        if (item.gone.get(i)) {
          continue;
        }
        fields.put(
            item.start + i, new Reference(item.name, Objects.requireNonNull(item.nameAt(i))));
      }
      if (item.source instanceof FromItem.Relation) {
        referSystem(item);
      }
      return;
    }
    List<RexNode> merged = item.mergedValues();
    for (int i = 0; i < item.size(); i++) {
      if (item.read(i) < 0 || item.gone.get(i)) {
        continue;
      }
      RexNode value = i < merged.size() ? merged.get(i) : null;
      Reference reference = new Reference(item.name, Objects.requireNonNull(item.nameAt(i)));
      if (value != null && !(value instanceof RexInputRef)) {
        values.put(value, reference);
      } else if (item.name != null) {
        rename(value == null ? field(item, i) : value, reference);
      }
    }
  }

  private void rename(RexNode value, Reference reference) {
    if (value instanceof RexInputRef field) {
      fields.put(field.getIndex(), reference);
    } else {
      values.put(value, reference);
    }
  }

  /** The value that a column of an item is, over the row of FROM. */
  private static RexNode field(NamedItem item, int column) {
    NamedItem left = item.left;
    NamedItem right = item.right;
    if (left == null || right == null) {
      return Fields.at(item.start + column);
    }
    List<RexNode> merged = item.mergedValues();
    if (column < merged.size()) {
      return merged.get(column);
    }
    int place = item.leftColumns.get(column);
    return place >= 0 ? field(left, place) : field(right, item.rightColumns.get(column));
  }

  private void referSystem(NamedItem item) {
    int field = item.start + item.parsed.size();
    for (int number : PhysicalPlan.SYSTEM_COLUMNS) {
      String name =
          switch (number) {
            case PhysicalPlan.ROW_ID, PhysicalPlan.CTID -> "ctid";
            case PhysicalPlan.TABLE_OID -> "tableoid";
            case PhysicalPlan.XMIN -> "xmin";
            case PhysicalPlan.XMAX -> "xmax";
            default -> "cmin";
          };
      fields.put(field, new Reference(item.name, name));
      field++;
    }
  }
}
