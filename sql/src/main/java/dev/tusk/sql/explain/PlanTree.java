package dev.tusk.sql.explain;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.explain.ExplainNode.Child;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.plan.ConditionParts;
import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PhysicalPlan.JoinType;
import dev.tusk.sql.plan.SortKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A physical plan as PostgreSQL would show it: projections belong to the node below, a hash join
 * has a Hash node, a window its Sort.
 */
final class PlanTree {
  private final ExpressionText text;
  private final ScanNodes scans;
  private final AppendNodes appends;
  private final Set<Integer> workingTables = new HashSet<>();
  private final List<Child> open = new ArrayList<>();
  private List<Child> initPlans = new ArrayList<>();
  private int subPlans;

  private PlanTree(FunctionCatalog functions, boolean qualified, boolean verbose) {
    this.text = new ExpressionText(functions);
    this.scans = new ScanNodes(text, qualified, verbose);
    this.appends = new AppendNodes(text, scans);
    text.subqueries(this::subquery);
  }

  /**
   * A node with the names of its fields.
   *
   * @param computed which fields are expressions, shown in parentheses by the nodes above
   */
  record Described(ExplainNode node, List<String> fields, List<Boolean> computed) {
    static Described columns(ExplainNode node, List<String> fields) {
      return new Described(node, fields, fields.stream().map(_ -> false).toList());
    }

    /** Field names as expressions of a node above have them. */
    List<String> above() {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        names.add(computed.get(i) ? "(" + fields.get(i) + ")" : fields.get(i));
      }
      return names;
    }

    Described over(ExplainNode other) {
      return new Described(other, fields, computed);
    }
  }

  static ExplainNode describe(FunctionCatalog functions, PhysicalPlan plan, boolean verbose) {
    boolean several = Relations.count(plan) > 1;
    PlanTree tree = new PlanTree(functions, several, false);
    ExplainNode plain = tree.query(plan);
    ExplainNode node =
        several || tree.subPlans == 0 ? plain : new PlanTree(functions, true, false).query(plan);
    if (!verbose) {
      forget(node);
      return node;
    }
    // Conditions name the relation of each column; what is given does where there are several.
    ExplainNode whole = new PlanTree(functions, true, true).query(plan);
    give(whole, node);
    return whole;
  }

  private static void forget(ExplainNode node) {
    node.output = List.of();
    node.children.forEach(child -> forget(child.node()));
  }

  private static void give(ExplainNode to, ExplainNode from) {
    to.output = from.output;
    for (int i = 0; i < to.children.size(); i++) {
      give(to.children.get(i).node(), from.children.get(i).node());
    }
  }

  /** A whole query: subqueries that run once are shown at its top, before its inputs. */
  private ExplainNode query(PhysicalPlan plan) {
    List<Child> around = initPlans;
    initPlans = new ArrayList<>();
    ExplainNode node = node(plan).node();
    node.children.addAll(0, initPlans);
    initPlans = around;
    return node;
  }

  private Described node(PhysicalPlan plan) {
    Described described = bare(plan);
    described.node().children.addAll(open);
    open.clear();
    output(plan, described);
    return described;
  }

  /**
   * What of a node's rows is computed there stands for itself, what comes from below in
   * parentheses.
   */
  private static void output(PhysicalPlan plan, Described described) {
    ExplainNode node = described.node();
    switch (plan) {
      case PhysicalPlan.Filter _, PhysicalPlan.With _ -> {}
      case PhysicalPlan.Append _, PhysicalPlan.MergeAppend _ -> {}
      case PhysicalPlan.Insert _, PhysicalPlan.Update _ -> {}
      case PhysicalPlan.Delete _, PhysicalPlan.Merge _, PhysicalPlan.Steps _ -> {}
      case PhysicalPlan.TopK _ -> {
        node.output = described.above();
        node.children.getFirst().node().output = described.above();
      }
      case PhysicalPlan.Values values when values.rows().isEmpty() ->
          node.output = described.fields();
      case PhysicalPlan.SeqScan _, PhysicalPlan.SystemScan _, PhysicalPlan.IndexScan _ -> {
        node.output = described.fields();
        if (node.type.equals("Result")) {
          node.children.getFirst().node().output = described.fields();
        }
      }
      case PhysicalPlan.BitmapHeapScan _ -> node.output = described.fields();
      case PhysicalPlan.Bitmap _ -> {}
      case PhysicalPlan.VectorSearch _, PhysicalPlan.FunctionScan _, PhysicalPlan.Values _ ->
          node.output = described.fields();
      case PhysicalPlan.Project _, PhysicalPlan.ProjectSet _, PhysicalPlan.CteScan _ ->
          node.output = described.fields();
      case PhysicalPlan.Aggregate _, PhysicalPlan.Window _ -> node.output = described.fields();
      case PhysicalPlan.HashJoin _ -> {
        node.output = described.above();
        ExplainNode hash = node.children.get(1).node();
        hash.output = hash.children.getFirst().node().output;
      }
      case PhysicalPlan.NestedLoopJoin _, PhysicalPlan.MergeJoin _, PhysicalPlan.Sort _ -> {
        node.output = described.above();
        for (Child child : node.children) {
          if (child.node().type.equals("Materialize")) {
            child.node().output = child.node().children.getFirst().node().output;
          }
        }
      }
      case PhysicalPlan.Limit _, PhysicalPlan.Distinct _ -> node.output = described.above();
      case PhysicalPlan.DistinctOn _, PhysicalPlan.SetOperation _ ->
          node.output = described.above();
      case PhysicalPlan.RecursiveUnion _, PhysicalPlan.LockRows _ ->
          node.output = described.above();
    }
  }

  private Described bare(PhysicalPlan plan) {
    appends.note(plan);
    Estimate e = plan.estimate();
    return switch (plan) {
      case PhysicalPlan.SeqScan s -> oneTime(s.filter(), scans.seqScan(s), s);
      case PhysicalPlan.SystemScan s -> oneTime(s.filter(), scans.systemScan(s), s);
      case PhysicalPlan.IndexScan s -> oneTime(s.filter(), scans.indexScan(s), s);
      case PhysicalPlan.BitmapHeapScan s -> oneTime(s.filter(), scans.bitmapScan(s), s);
      case PhysicalPlan.Bitmap _ -> throw new IllegalStateException("shown by its heap scan");
      case PhysicalPlan.VectorSearch s -> scans.vectorSearch(s);
      case PhysicalPlan.FunctionScan s -> scans.functionScan(s);
      case PhysicalPlan.CteScan s -> scans.cteScan(s, workingTables.contains(s.id()));
      case PhysicalPlan.Values v -> scans.values(v);
      case PhysicalPlan.Filter f -> filter(f);
      case PhysicalPlan.Project p -> project(p);
      case PhysicalPlan.ProjectSet p -> projectSet(p);
      case PhysicalPlan.NestedLoopJoin j -> nestedLoop(j);
      case PhysicalPlan.HashJoin j -> hashJoin(j);
      case PhysicalPlan.MergeJoin j -> mergeJoin(j);
      case PhysicalPlan.Aggregate a -> new GroupNodes(text).aggregate(a, node(a.input()));
      case PhysicalPlan.Window w -> window(w);
      case PhysicalPlan.Sort s -> {
        Described input = node(s.input());
        yield input.over(sort(s.keys(), input, e, s));
      }
      case PhysicalPlan.TopK t -> topK(t);
      case PhysicalPlan.Limit l -> {
        Described input = node(l.input());
        yield input.over(new ExplainNode("Limit", "", e, l).outer(input.node()));
      }
      case PhysicalPlan.Distinct d -> {
        Described input = node(d.input());
        yield input.over(
            new ExplainNode("HashAggregate", "", e, d)
                .list("Group Key", input.above())
                .outer(input.node()));
      }
      case PhysicalPlan.DistinctOn d -> {
        Described input = node(d.input());
        yield input.over(new ExplainNode("Unique", "", e, d).outer(input.node()));
      }
      case PhysicalPlan.SetOperation s -> setOperation(s);
      case PhysicalPlan.Append a -> {
        String alias = appends.alias(a.relation());
        yield appends.append(a, alias, described(a.inputs()));
      }
      case PhysicalPlan.MergeAppend a -> {
        String alias = appends.alias(a.relation());
        yield appends.merge(a, alias, described(a.inputs()));
      }
      case PhysicalPlan.With w -> with(w);
      case PhysicalPlan.RecursiveUnion r -> {
        workingTables.add(r.id());
        Described start = node(r.start());
        ExplainNode node = new ExplainNode("Recursive Union", "", e, r).outer(start.node());
        yield start.over(node.inner(node(r.step()).node()));
      }
      case PhysicalPlan.LockRows l -> {
        Described input = node(l.input());
        yield input.over(new ExplainNode("LockRows", "", e, l).outer(input.node()));
      }
      case PhysicalPlan.Insert i -> insert(i);
      case PhysicalPlan.Update u -> modify("Update", u.table(), u.targets(), u.input(), u);
      case PhysicalPlan.Delete d -> modify("Delete", d.table(), d.targets(), d.input(), d);
      case PhysicalPlan.Steps s -> steps(s);
      case PhysicalPlan.Merge m -> modify("Merge", m.table(), m.targets(), m.input(), m);
    };
  }

  private List<Described> described(List<PhysicalPlan> plans) {
    return plans.stream().map(this::node).toList();
  }

  /** For the forms of EXPLAIN that have one plan: the statements are its children. */
  private Described steps(PhysicalPlan.Steps several) {
    ExplainNode all = new ExplainNode("Rewritten", "", several.estimate(), several);
    several.steps().forEach(step -> all.outer(node(step).node()));
    return new Described(all, List.of(), List.of());
  }

  private Described filter(PhysicalPlan.Filter filter) {
    Described input = node(filter.input());
    boolean grouped = filter.input() instanceof PhysicalPlan.Aggregate;
    List<String> names = grouped ? input.fields() : input.above();
    ConditionParts parts = ConditionParts.of(filter.condition());
    Expression each = parts.each();
    if (each != null) {
      input.node().property("Filter", text.of(each, names));
      input.node().sieve = filter;
    }
    return oneTime(parts, input, filter);
  }

  /** What is asked once stands in a node of its own above. */
  private Described oneTime(ConditionParts parts, Described input, PhysicalPlan plan) {
    Expression once = parts.once();
    if (once == null) {
      return input;
    }
    ExplainNode result =
        new ExplainNode("Result", "", plan.estimate(), plan)
            .worker(null)
            .property("One-Time Filter", text.of(once, List.of()));
    return input.over(result.outer(input.node()));
  }

  private Described oneTime(@Nullable Expression filter, Described scan, PhysicalPlan plan) {
    return oneTime(ConditionParts.of(filter), scan, plan);
  }

  private static boolean isGrouped(PhysicalPlan plan) {
    return plan instanceof PhysicalPlan.Aggregate
        || plan instanceof PhysicalPlan.Filter filter
            && filter.input() instanceof PhysicalPlan.Aggregate;
  }

  private Described project(PhysicalPlan.Project project) {
    Described input = node(project.input());
    List<String> names = isGrouped(project.input()) ? input.fields() : input.above();
    List<String> fields = new ArrayList<>();
    List<Boolean> computed = new ArrayList<>();
    for (Expression expression : project.expressions()) {
      if (expression instanceof Expression.Input(int index, var _)) {
        fields.add(input.fields().get(index));
        computed.add(input.computed().get(index));
      } else {
        fields.add(text.of(expression, names));
        computed.add(true);
      }
    }
    return new Described(input.node(), fields, computed);
  }

  private Described projectSet(PhysicalPlan.ProjectSet project) {
    Described input = node(project.input());
    List<String> fields = new ArrayList<>();
    List<Boolean> computed = new ArrayList<>();
    for (Expression expression : project.expressions()) {
      fields.add(text.of(expression, input.above()));
      computed.add(!(expression instanceof Expression.Input));
    }
    ExplainNode node =
        new ExplainNode("ProjectSet", "", project.estimate(), project).outer(input.node());
    return new Described(node, fields, computed);
  }

  private static String joined(String name, JoinType type) {
    return name
        + switch (type) {
          case INNER -> name.equals("Nested Loop") ? "" : " Join";
          case LEFT -> " Left Join";
          case RIGHT -> " Right Join";
          case FULL -> " Full Join";
          case SEMI -> " Semi Join";
          case ANTI -> " Anti Join";
        };
  }

  private static String joinType(JoinType type) {
    String name = type.name();
    return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  private Described nestedLoop(PhysicalPlan.NestedLoopJoin join) {
    Described left = node(join.left());
    for (int i = 0; i < join.outerValues().size(); i++) {
      text.outer(join.firstSlot() + i, text.of(join.outerValues().get(i), left.above()));
    }
    Described right = node(join.right());
    ExplainNode node =
        new ExplainNode(joined("Nested Loop", join.joinType()), "", join.estimate(), join)
            .fact("Join Type", joinType(join.joinType()));
    Described both = both(left, right, node, join.joinType());
    Expression condition = join.condition();
    if (condition != null) {
      node.property("Join Filter", text.of(condition, bothNames(left, right)));
    }
    ExplainNode inner = right.node();
    if (join.materialized()) {
      inner =
          new ExplainNode("Materialize", "", join.right().estimate(), join.right())
              .worker(null)
              .outer(inner);
    }
    node.outer(left.node()).inner(inner);
    return both;
  }

  private static List<String> bothNames(Described left, Described right) {
    List<String> names = new ArrayList<>(left.above());
    names.addAll(right.above());
    return names;
  }

  private static Described both(Described left, Described right, ExplainNode node, JoinType type) {
    if (type == JoinType.SEMI || type == JoinType.ANTI) {
      return left.over(node);
    }
    List<String> fields = new ArrayList<>(left.fields());
    fields.addAll(right.fields());
    List<Boolean> computed = new ArrayList<>(left.computed());
    computed.addAll(right.computed());
    return new Described(node, fields, computed);
  }

  private Described hashJoin(PhysicalPlan.HashJoin join) {
    Described left = node(join.left());
    Described right = node(join.right());
    ExplainNode node =
        new ExplainNode(joined("Hash", join.joinType()), "", join.estimate(), join)
            .fact("Join Type", joinType(join.joinType()));
    node.property("Hash Cond", keys(join.leftKeys(), left, join.rightKeys(), right));
    Expression residual = join.residual();
    if (residual != null) {
      node.property("Join Filter", text.of(residual, bothNames(left, right)));
    }
    ExplainNode hash = new ExplainNode("Hash", "", join.right().estimate(), join.right());
    hash.worker(join);
    node.worker(null).outer(left.node()).inner(hash.outer(right.node()));
    return both(left, right, node, join.joinType());
  }

  private Described mergeJoin(PhysicalPlan.MergeJoin join) {
    Described left = node(join.left());
    Described right = node(join.right());
    ExplainNode node =
        new ExplainNode(joined("Merge", join.joinType()), "", join.estimate(), join)
            .fact("Join Type", joinType(join.joinType()));
    if (!join.leftKeys().isEmpty()) {
      node.property("Merge Cond", keys(join.leftKeys(), left, join.rightKeys(), right));
    }
    Expression residual = join.residual();
    if (residual != null) {
      node.property("Join Filter", text.of(residual, bothNames(left, right)));
    }
    ExplainNode inner = right.node();
    if (!(join.right() instanceof PhysicalPlan.Sort)) {
      inner =
          new ExplainNode("Materialize", "", join.right().estimate(), join.right())
              .worker(null)
              .outer(inner);
    }
    node.outer(left.node()).inner(inner);
    return both(left, right, node, join.joinType());
  }

  private String keys(
      List<Expression> leftKeys, Described left, List<Expression> rightKeys, Described right) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < leftKeys.size(); i++) {
      conditions.add(
          String.format(
              Locale.ROOT,
              "(%s = %s)",
              text.of(leftKeys.get(i), left.above()),
              text.of(rightKeys.get(i), right.above())));
    }
    return conjunction(conditions);
  }

  static String conjunction(List<String> conditions) {
    return conditions.size() == 1
        ? conditions.getFirst()
        : "(" + String.join(" AND ", conditions) + ")";
  }

  private Described window(PhysicalPlan.Window window) {
    Described input = node(window.input());
    List<SortKey> keys = new ArrayList<>();
    window.partitionBy().forEach(p -> keys.add(new SortKey(p, false, false)));
    keys.addAll(window.orderBy());
    ExplainNode below =
        keys.isEmpty() ? input.node() : sort(keys, input, window.input().estimate(), null);
    List<String> fields = new ArrayList<>(input.fields());
    List<Boolean> computed = new ArrayList<>(input.computed());
    for (Expression.WindowCall call : window.calls()) {
      fields.add(text.aggregate(call.call(), input.above()) + " OVER (?)");
      computed.add(true);
    }
    ExplainNode node = new ExplainNode("WindowAgg", "", window.estimate(), window);
    return new Described(node.outer(below), fields, computed);
  }

  private ExplainNode sort(
      List<SortKey> keys, Described input, Estimate estimate, @Nullable PhysicalPlan plan) {
    List<String> names = keys.stream().map(k -> text.sortKey(k, input.above())).toList();
    return new ExplainNode("Sort", "", estimate, plan).list("Sort Key", names).outer(input.node());
  }

  private Described topK(PhysicalPlan.TopK top) {
    Described input = node(top.input());
    ExplainNode sort = sort(top.keys(), input, top.estimate(), top);
    ExplainNode limit = new ExplainNode("Limit", "", top.estimate(), top).worker(null);
    return input.over(limit.outer(sort));
  }

  private Described setOperation(PhysicalPlan.SetOperation operation) {
    Described left = node(operation.left());
    ExplainNode node =
        new ExplainNode(
            "SetOp",
            " " + joinTypeName(operation.operator().name()) + (operation.all() ? " All" : ""),
            operation.estimate(),
            operation);
    node.outer(left.node()).inner(node(operation.right()).node());
    return left.over(
        new ExplainNode("Hash" + node.type, node.suffix, node.estimate, node.plan)
            .outer(left.node())
            .inner(node.children.getLast().node()));
  }

  private static String joinTypeName(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  private Described with(PhysicalPlan.With with) {
    List<Child> ctes = new ArrayList<>();
    for (PhysicalPlan.Cte cte : with.ctes()) {
      ctes.add(new Child("InitPlan", "CTE " + cte.name(), node(cte.plan()).node()));
    }
    Described body = node(with.body());
    body.node().children.addAll(0, ctes);
    return body;
  }

  private Described insert(PhysicalPlan.Insert insert) {
    Described result = modify("Insert", insert.table(), List.of(), insert.input(), insert);
    PhysicalPlan.OnConflict conflict = insert.onConflict();
    if (conflict != null) {
      result
          .node()
          .property("Conflict Resolution", conflict.assignments().isEmpty() ? "NOTHING" : "UPDATE");
      if (!conflict.arbiters().isEmpty()) {
        result
            .node()
            .list(
                "Conflict Arbiter Indexes",
                conflict.arbiters().stream().map(i -> i.name()).toList());
      }
      Expression where = conflict.where();
      if (where != null) {
        List<String> names = new ArrayList<>();
        for (String prefix : List.of(insert.table().name(), "excluded")) {
          insert.table().columns().stream()
              .filter(c -> !c.dropped())
              .forEach(c -> names.add(prefix + "." + c.name()));
        }
        result.node().property("Conflict Filter", text.of(where, names));
      }
    }
    return result;
  }

  private Described modify(
      String operation, Table table, List<Table> targets, PhysicalPlan input, PhysicalPlan plan) {
    Described described = node(input);
    ExplainNode node =
        new ExplainNode(operation, scans.on(table, table.name()), plan.estimate(), plan)
            .fact("Operation", operation);
    ScanNodes.relation(node, table, table.name());
    node.targets = appends.targets(operation, table, targets, input);
    node.outer(described.node());
    List<String> fields = new ArrayList<>();
    plan.types().forEach(_ -> fields.add("?column?"));
    return Described.columns(node, fields);
  }

  /** A subquery is shown below the node whose expression has it. */
  private String subquery(Expression.Subquery subquery, List<String> fields) {
    int number = ++subPlans;
    for (int i = 0; i < subquery.outerValues().size(); i++) {
      text.outer(subquery.firstSlot() + i, text.of(subquery.outerValues().get(i), fields));
    }
    List<Child> before = new ArrayList<>(open);
    open.clear();
    ExplainNode node = query(subquery.plan());
    boolean once = subquery.outerValues().isEmpty();
    boolean init = once && subquery.test() == null;
    String name =
        init
            ? String.format(Locale.ROOT, "InitPlan %d (returns $%d)", number, number - 1)
            : "SubPlan " + number;
    open.clear();
    open.addAll(before);
    if (init) {
      initPlans.add(new Child("InitPlan", name, node));
      return "$" + (number - 1);
    }
    open.add(new Child("SubPlan", name, node));
    return once ? "(hashed SubPlan " + number + ")" : "(SubPlan " + number + ")";
  }
}
