package dev.tusk.sql.explain;

import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.explain.PlanTree.Described;
import dev.tusk.sql.plan.ConditionParts;
import dev.tusk.sql.plan.CursorCondition;
import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The leaves of a plan: what is read, through which index, under which condition. */
final class ScanNodes {
  private final ExpressionText text;
  private final boolean qualified;
  private final boolean verbose;
  private final Set<String> aliases = new HashSet<>();

  /**
   * For one plan.
   *
   * @param qualified columns are shown with their relation's alias
   * @param verbose relations are shown with their schema, and columns with their relation in a
   *     scan's own conditions, too
   */
  ScanNodes(ExpressionText text, boolean qualified, boolean verbose) {
    this.verbose = verbose;
    this.text = text;
    this.qualified = qualified;
  }

  /** An alias that no relation of the plan has yet: {@code t}, {@code t_1}, …. */
  String unique(String alias) {
    String name = alias;
    for (int i = 1; !aliases.add(name); i++) {
      name = alias + "_" + i;
    }
    return name;
  }

  String column(String alias, String name) {
    return qualified ? alias + "." + name : name;
  }

  /** Names as a scan's own conditions have them. */
  private static List<String> bare(Table table, List<Integer> numbers) {
    List<String> names = new ArrayList<>();
    for (int number : numbers) {
      names.add(
          switch (number) {
            case PhysicalPlan.ROW_ID, PhysicalPlan.CTID -> "ctid";
            case PhysicalPlan.TABLE_OID -> "tableoid";
            case PhysicalPlan.XMIN -> "xmin";
            case PhysicalPlan.XMAX -> "xmax";
            case PhysicalPlan.CMIN -> "cmin";
            default -> table.column(number).name();
          });
    }
    return names;
  }

  /** Names as the nodes above have them. */
  private List<String> above(String alias, List<String> names) {
    return names.stream().map(name -> column(alias, name)).toList();
  }

  /** Names as the scan's own conditions have them. */
  private List<String> own(String alias, List<String> names) {
    return verbose ? names.stream().map(name -> alias + "." + name).toList() : names;
  }

  String on(Table table, String alias) {
    return " on "
        + (verbose ? schema(table) + "." : "")
        + table.name()
        + (alias.equals(table.name()) ? "" : " " + alias);
  }

  /** The schema of temporary tables has one name in every session. */
  private static String schema(Table table) {
    return table.schema().startsWith("pg_temp_") ? "pg_temp" : table.schema();
  }

  static ExplainNode relation(ExplainNode node, Table table, String alias) {
    return node.fact("Relation Name", table.name())
        .fact("Schema", schema(table))
        .fact("Alias", alias);
  }

  private void filter(ExplainNode node, @Nullable Expression filter, List<String> fields) {
    Expression each = ConditionParts.of(filter).each();
    if (each != null) {
      node.property("Filter", text.of(each, fields));
    }
  }

  Described seqScan(PhysicalPlan.SeqScan s) {
    return scan(s.table(), s.alias(), s.columns(), s.filter(), s.estimate(), s);
  }

  Described systemScan(PhysicalPlan.SystemScan s) {
    return scan(s.table(), s.alias(), s.columns(), s.filter(), s.estimate(), s);
  }

  private Described scan(
      Table table,
      String name,
      List<Integer> columns,
      @Nullable Expression filter,
      Estimate estimate,
      PhysicalPlan plan) {
    String alias = unique(name);
    Expression.CurrentOf current = CursorCondition.of(filter);
    // A transition table of a trigger is in no schema.
    ExplainNode node =
        table.schema().isEmpty()
            ? new ExplainNode("Named Tuplestore Scan", "", estimate, plan)
            : new ExplainNode(
                current == null ? "Seq Scan" : "Tid Scan", on(table, alias), estimate, plan);
    List<String> fields = bare(table, columns);
    relation(node, table, alias);
    if (current != null) {
      node.property("TID Cond", text.of(current, fields));
    }
    filter(node, CursorCondition.others(filter), own(alias, fields));
    return Described.columns(node, above(alias, fields));
  }

  Described indexScan(PhysicalPlan.IndexScan s) {
    String alias = unique(s.alias());
    String suffix =
        (s.descending() ? " Backward" : "") + " using " + s.index().name() + on(s.table(), alias);
    ExplainNode node =
        new ExplainNode("Index Scan", suffix, s.estimate(), s)
            .fact("Scan Direction", s.descending() ? "Backward" : "Forward")
            .fact("Index Name", s.index().name());
    relation(node, s.table(), alias);
    List<String> fields = bare(s.table(), s.columns());
    List<String> conditions = conditions(s, alias, own(alias, fields));
    if (!conditions.isEmpty()) {
      node.property("Index Cond", PlanTree.conjunction(conditions));
    }
    filter(node, s.filter(), own(alias, fields));
    return Described.columns(node, above(alias, fields));
  }

  Described bitmapScan(PhysicalPlan.BitmapHeapScan s) {
    String alias = unique(s.alias());
    ExplainNode node = new ExplainNode("Bitmap Heap Scan", on(s.table(), alias), s.estimate(), s);
    relation(node, s.table(), alias);
    List<String> fields = bare(s.table(), s.columns());
    List<String> own = own(alias, fields);
    node.property("Recheck Cond", text.of(s.recheck(), own));
    filter(node, s.filter(), own);
    return Described.columns(node.outer(bitmap(s.bitmap(), own)), above(alias, fields));
  }

  private ExplainNode bitmap(PhysicalPlan.Bitmap bitmap, List<String> fields) {
    return switch (bitmap) {
      case PhysicalPlan.BitmapIndexScan scan -> {
        List<String> conditions =
            scan.searches().stream().map(s -> text.of(s.condition(), fields)).toList();
        yield bitmapIndex(scan.index(), conditions, scan);
      }
      case PhysicalPlan.BitmapRangeScan(var scan) ->
          bitmapIndex(scan.index(), conditions(scan, scan.alias(), fields), bitmap);
      case PhysicalPlan.BitmapAnd and -> members("BitmapAnd", and, and.inputs(), fields);
      case PhysicalPlan.BitmapOr or -> members("BitmapOr", or, or.inputs(), fields);
    };
  }

  private static ExplainNode bitmapIndex(
      Index index, List<String> conditions, PhysicalPlan.Bitmap plan) {
    return new ExplainNode("Bitmap Index Scan", " on " + index.name(), plan.estimate(), plan)
        .fact("Index Name", index.name())
        .property("Index Cond", PlanTree.conjunction(conditions));
  }

  private ExplainNode members(
      String name,
      PhysicalPlan.Bitmap plan,
      List<PhysicalPlan.Bitmap> inputs,
      List<String> fields) {
    ExplainNode node = new ExplainNode(name, "", plan.estimate(), plan);
    inputs.forEach(
        i -> node.children.add(new ExplainNode.Child("Member", null, bitmap(i, fields))));
    return node;
  }

  private List<String> conditions(PhysicalPlan.IndexScan s, String alias, List<String> fields) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < s.equalTo().size(); i++) {
      PhysicalPlan.KeyMatch match = s.equalTo().get(i);
      String key = key(s.table(), alias, s.index().keys().get(i));
      String value =
          match.anyArray()
              ? "ANY (" + text.of(match.values().getFirst(), fields) + ")"
              : match.values().size() == 1
                  ? value(match.values().getFirst(), fields)
                  : "ANY (" + text.members(match.values(), fields) + ")";
      conditions.add(String.format(Locale.ROOT, "(%s = %s)", key, value));
    }
    PhysicalPlan.KeyRange range = s.range();
    if (range != null) {
      String key = key(s.table(), alias, s.index().keys().get(s.equalTo().size()));
      Expression lower = range.lower();
      Expression upper = range.upper();
      if (lower != null) {
        conditions.add(
            String.format(
                Locale.ROOT,
                "(%s %s %s)",
                key,
                range.lowerInclusive() ? ">=" : ">",
                value(lower, fields)));
      }
      if (upper != null) {
        conditions.add(
            String.format(
                Locale.ROOT,
                "(%s %s %s)",
                key,
                range.upperInclusive() ? "<=" : "<",
                value(upper, fields)));
      }
    }
    return conditions;
  }

  /** A whole number was converted to the key's type; it is shown as it was written. */
  private String value(Expression expression, List<String> fields) {
    return expression instanceof Expression.Constant(Object number, Type type)
            && (type == Types.INT8 || type == Types.INT2)
            && number != null
            && ((Number) number).longValue() >= 0
            && ((Number) number).longValue() <= Integer.MAX_VALUE
        ? number.toString()
        : text.of(expression, fields);
  }

  private String key(Table table, String alias, Index.Key key) {
    String expression = key.expressionText();
    if (expression != null) {
      return expression;
    }
    String name = table.column(key.column()).name();
    return verbose ? alias + "." + name : name;
  }

  /** With an index, its scan; the exact search is shown as the sort it stands for. */
  Described vectorSearch(PhysicalPlan.VectorSearch s) {
    String alias = unique(s.alias());
    List<String> bare = bare(s.table(), s.columns());
    Index index = s.index();
    String vector =
        index == null
            ? s.table().column(s.column()).name()
            : key(s.table(), alias, index.keys().getFirst());
    String query = text.of(s.query(), bare);
    List<String> names = new ArrayList<>(above(alias, bare));
    names.add(String.format(Locale.ROOT, "(%s %s %s)", column(alias, vector), s.metric(), query));
    List<Boolean> computed = new ArrayList<>();
    bare.forEach(_ -> computed.add(false));
    computed.add(true);
    if (index == null) {
      ExplainNode scan = new ExplainNode("Seq Scan", on(s.table(), alias), s.estimate(), s);
      filter(relation(scan, s.table(), alias), s.filter(), bare);
      ExplainNode sort =
          new ExplainNode("Sort", "", s.estimate(), s)
              .list("Sort Key", List.of("(" + names.getLast() + ")"))
              .outer(scan);
      return new Described(sort, names, computed);
    }
    ExplainNode node =
        new ExplainNode(
                "Index Scan", " using " + index.name() + on(s.table(), alias), s.estimate(), s)
            .fact("Scan Direction", "NoMovement")
            .fact("Index Name", index.name());
    relation(node, s.table(), alias);
    List<String> own = ownConditions(s, index, alias, bare);
    if (!own.isEmpty()) {
      node.property("Index Cond", PlanTree.conjunction(own));
    }
    if (s.ordered()) {
      node.property(
          "Order By", String.format(Locale.ROOT, "(%s %s %s)", vector, s.metric(), query));
      // A subquery is shown as often as its condition is written: not to compare it with nothing.
      Expression rest =
          own.isEmpty()
              ? s.filter()
              : ConditionParts.unless(s.filter(), c -> own.contains(text.of(c, bare)));
      filter(node, rest, bare);
    } else {
      Expression bound = s.bound();
      if (bound != null) {
        node.property("Index Cond", text.of(bound, bare));
      }
      filter(node, ConditionParts.without(s.filter(), bound), bare);
    }
    return new Described(node, names, computed);
  }

  /** What the keys of an index behind its vector answer. */
  private List<String> ownConditions(
      PhysicalPlan.VectorSearch search, Index index, String alias, List<String> fields) {
    for (PhysicalPlan.Bitmap bitmap : search.filterIndexes()) {
      if (search.ordered()
          && bitmap instanceof PhysicalPlan.BitmapRangeScan(var scan)
          && scan.index().oid() == index.oid()) {
        return conditions(scan, alias, fields);
      }
    }
    return List.of();
  }

  Described functionScan(PhysicalPlan.FunctionScan s) {
    String alias = unique(s.alias());
    boolean single = s.calls().size() == 1;
    String name =
        single && s.calls().getFirst().call() instanceof Expression.Call call
            ? call.function().name()
            : s.alias();
    ExplainNode node =
        new ExplainNode(
                "Function Scan",
                " on "
                    + (verbose && single ? "pg_catalog." : "")
                    + name
                    + (name.equals(alias) ? "" : " " + alias),
                s.estimate(),
                s)
            .fact("Function Name", name)
            .fact("Alias", alias);
    if (verbose) {
      node.property(
          "Function Call",
          String.join(", ", s.calls().stream().map(c -> text.of(c.call(), List.of())).toList()));
    }
    List<String> fields = s.columnNames().stream().map(c -> column(alias, c)).toList();
    return Described.columns(node, fields);
  }

  Described cteScan(PhysicalPlan.CteScan s, boolean workingTable) {
    String alias = unique(s.alias());
    String suffix = " on " + s.name() + (s.name().equals(alias) ? "" : " " + alias);
    ExplainNode node =
        new ExplainNode(workingTable ? "WorkTable Scan" : "CTE Scan", suffix, s.estimate(), s)
            .fact("CTE Name", s.name())
            .fact("Alias", alias);
    return Described.columns(node, s.columnNames().stream().map(c -> column(alias, c)).toList());
  }

  Described values(PhysicalPlan.Values values) {
    List<String> fields = new ArrayList<>();
    if (values.rows().isEmpty()) {
      values.types().forEach(_ -> fields.add("NULL"));
      return Described.columns(
          new ExplainNode("Result", "", values.estimate(), values)
              .property("One-Time Filter", "false"),
          fields);
    }
    if (values.rows().size() == 1) {
      List<Boolean> computed = new ArrayList<>();
      for (Expression expression : values.rows().getFirst()) {
        fields.add(text.of(expression, List.of()));
        computed.add(true);
      }
      return new Described(
          new ExplainNode("Result", "", values.estimate(), values), fields, computed);
    }
    for (int i = 0; i < values.types().size(); i++) {
      fields.add(column("\"*VALUES*\"", "column" + (i + 1)));
    }
    return Described.columns(
        new ExplainNode("Values Scan", " on \"*VALUES*\"", values.estimate(), values)
            .fact("Alias", "*VALUES*"),
        fields);
  }
}
