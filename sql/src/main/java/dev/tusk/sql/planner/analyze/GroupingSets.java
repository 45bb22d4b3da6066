package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.ResolvedQuery.GroupItem;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** Reads GROUP BY into keys and grouping sets: ROLLUP, CUBE and GROUPING SETS multiplied out. */
final class GroupingSets {
  private final TargetList targets;
  private final List<RexNode> keys = new ArrayList<>();
  private final List<Integer> keyTargets = new ArrayList<>();
  private final List<GroupItem> items = new ArrayList<>();
  private boolean distinct;

  GroupingSets(TargetList targets) {
    this.targets = targets;
  }

  List<RexNode> keys() {
    return keys;
  }

  /** Whether equal sets count once. */
  boolean distinct() {
    return distinct;
  }

  /** The number of each key in the target list. */
  List<Integer> keyTargets() {
    return keyTargets;
  }

  /** The sets, as numbers of keys. */
  List<List<Integer>> read(SqlNodeList list) {
    distinct = false;
    List<SqlNode> nodes = new ArrayList<>();
    list.forEach(nodes::add);
    if (nodes.size() == 1 && nodes.getFirst().getKind() == SqlKind.GROUP_BY_DISTINCT) {
      distinct = true;
      nodes = ((SqlCall) nodes.getFirst()).getOperandList();
    }
    List<List<Integer>> sets = List.of(List.of());
    for (SqlNode node : nodes) {
      sets = product(sets, sets(node));
    }
    nodes.forEach(node -> items.add(item(node)));
    sets.forEach(this::requireOneWay);
    return distinct ? List.copyOf(new LinkedHashSet<>(sets)) : sets;
  }

  /** The rows of a set are grouped by sorting all its keys or by hashing all of them. */
  private void requireOneWay(List<Integer> set) {
    boolean sorted = set.stream().allMatch(key -> RelTypes.typeOf(keys.get(key)).ordered());
    boolean hashed = set.stream().noneMatch(key -> onlySorted(RelTypes.typeOf(keys.get(key))));
    if (!sorted && !hashed) {
      throw noWay();
    }
  }

  static SqlException noWay() {
    return SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "could not implement GROUP BY")
        .withDetail(
            "Some of the datatypes only support hashing, while others only support sorting.");
  }

  /** Types that have a B-tree's operator class and none of a hash. */
  static boolean onlySorted(Type type) {
    return switch (type.comparedAs().name()) {
      case "bit", "varbit", "money", "tsvector", "tsquery" -> true;
      default -> false;
    };
  }

  private static List<List<Integer>> product(List<List<Integer>> left, List<List<Integer>> right) {
    List<List<Integer>> product = new ArrayList<>();
    for (List<Integer> l : left) {
      for (List<Integer> r : right) {
        product.add(union(l, r));
      }
    }
    return product;
  }

  private static List<Integer> union(List<Integer> left, List<Integer> right) {
    LinkedHashSet<Integer> all = new LinkedHashSet<>(left);
    all.addAll(right);
    return List.copyOf(all);
  }

  /** GROUP BY as it was written. */
  List<GroupItem> items() {
    return items;
  }

  private GroupItem item(SqlNode node) {
    return switch (node.getKind()) {
      case GROUPING_SETS -> new GroupItem.Sets(items((SqlCall) node));
      case ROLLUP -> new GroupItem.Rollup(items((SqlCall) node));
      case CUBE -> new GroupItem.Cube(items((SqlCall) node));
      default -> {
        List<Integer> members = set(node).stream().map(keyTargets::get).toList();
        boolean row = node instanceof SqlNodeList || node.getKind() == SqlKind.ROW;
        yield row ? new GroupItem.Row(members) : new GroupItem.Target(members.getFirst());
      }
    };
  }

  private List<GroupItem> items(SqlCall call) {
    return call.getOperandList().stream().map(this::item).toList();
  }

  private List<List<Integer>> sets(SqlNode item) {
    return switch (item.getKind()) {
      case GROUPING_SETS -> {
        List<List<Integer>> all = new ArrayList<>();
        for (SqlNode operand : ((SqlCall) item).getOperandList()) {
          all.addAll(sets(operand));
        }
        yield all;
      }
      case ROLLUP -> rollup(members((SqlCall) item));
      case CUBE -> cube(members((SqlCall) item));
      default -> List.of(set(item));
    };
  }

  private List<List<Integer>> members(SqlCall call) {
    List<List<Integer>> members = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      members.add(set(operand));
    }
    return members;
  }

  /** One expression, or several in parentheses, or none. */
  private List<Integer> set(SqlNode item) {
    if (item instanceof SqlNodeList list) {
      List<Integer> set = new ArrayList<>();
      list.forEach(node -> set.addAll(set(node)));
      return List.copyOf(new LinkedHashSet<>(set));
    }
    if (item.getKind() == SqlKind.ROW) {
      List<Integer> set = new ArrayList<>();
      ((SqlCall) item).getOperandList().forEach(node -> set.addAll(set(node)));
      return List.copyOf(new LinkedHashSet<>(set));
    }
    int target = targets.find(item, Clause.GROUP_BY, "GROUP BY");
    RexNode expression = targets.expression(target);
    TargetList.checkGroupable(RelTypes.typeOf(expression), ExpressionAnalyzer.start(item));
    int aggregate = CallAnalyzer.positionOf(expression, Shape.Aggregate.class, 0);
    if (aggregate > 0) {
      throw SqlException.of(
              SqlState.GROUPING_ERROR, "aggregate functions are not allowed in GROUP BY")
          .at(aggregate);
    }
    int window = CallAnalyzer.positionOf(expression, Shape.Window.class, 0);
    if (window > 0) {
      throw SqlException.of(
              SqlState.WINDOWING_ERROR, "window functions are not allowed in GROUP BY")
          .at(window);
    }
    int key = keyTargets.indexOf(target);
    if (key < 0) {
      keys.add(expression);
      keyTargets.add(target);
      key = keys.size() - 1;
    }
    return List.of(key);
  }

  private static List<List<Integer>> rollup(List<List<Integer>> members) {
    List<List<Integer>> sets = new ArrayList<>();
    for (int count = members.size(); count >= 0; count--) {
      List<Integer> set = List.of();
      for (int i = 0; i < count; i++) {
        set = union(set, members.get(i));
      }
      sets.add(set);
    }
    return sets;
  }

  private static List<List<Integer>> cube(List<List<Integer>> members) {
    List<List<Integer>> sets = new ArrayList<>();
    for (int mask = (1 << members.size()) - 1; mask >= 0; mask--) {
      List<Integer> set = List.of();
      for (int i = 0; i < members.size(); i++) {
        if ((mask >> members.size() - 1 - i & 1) != 0) {
          set = union(set, members.get(i));
        }
      }
      sets.add(set);
    }
    return sets;
  }
}
