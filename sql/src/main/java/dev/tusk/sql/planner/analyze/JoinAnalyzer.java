package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgJoin;
import dev.tusk.sql.plan.PhysicalPlan.JoinType;
import dev.tusk.sql.planner.algebra.ColumnRef;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.FromAnalyzer.Part;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** Joins in FROM: ON, USING, NATURAL; LATERAL items on the right. */
final class JoinAnalyzer {
  private final Analysis analysis;
  private final Scope query;
  private final FromAnalyzer from;

  JoinAnalyzer(Analysis analysis, Scope query, FromAnalyzer from) {
    this.analysis = analysis;
    this.query = query;
    this.from = from;
  }

  Part join(SqlJoin node, @Nullable Scope lateral, @Nullable Correlation correlation) {
    JoinRelType type = type(node);
    Part left = from.part(node.getLeft(), lateral, correlation);
    if (type.generatesNullsOnLeft()) {
      left = marked(left);
    }
    Scope leftScope = new Scope(analysis, lateral, correlation);
    leftScope.items().addAll(left.items());
    Correlation reads = new Correlation();
    Part right = from.part(node.getRight(), leftScope.around(Clause.LATERAL), reads);
    if (type.generatesNullsOnRight()) {
      right = marked(right);
    }
    int leftFields = left.fields();
    List<NamespaceItem> rightItems =
        right.items().stream().map(i -> i.shifted(leftFields)).toList();
    Scope.checkAliases(left.items(), rightItems);
    List<NamespaceItem> both = new ArrayList<>(left.items());
    both.addAll(rightItems);
    List<String> shared = shared(node, left.items(), rightItems);
    RexNode condition = analysis.truth(true);
    List<NamespaceItem> items = both;
    List<FromItem.Merged> using = List.of();
    if (shared != null) {
      Merged merged = merged(node, left.items(), rightItems, shared, type);
      condition = merged.condition();
      items = merged.items();
      using = merged.using();
    } else if (node.getConditionType() == JoinConditionType.ON) {
      Scope scope = new Scope(analysis, query.parent(), query.correlation());
      scope.items().addAll(both);
      condition =
          new ExpressionAnalyzer(analysis, scope, Clause.JOIN)
              .condition(java.util.Objects.requireNonNull(node.getCondition()), "JOIN/ON");
    }
    FromItem resolved =
        new FromItem.Join(
            left.resolved(),
            leftFields,
            right.resolved(),
            type,
            listed(node),
            using,
            node.getConditionType() == JoinConditionType.ON && shared == null ? condition : null,
            usingAlias(node),
            null,
            List.of(),
            reads);
    return new Part(joined(left, right, type, analysis.flat(condition), reads), items, resolved);
  }

  private static boolean listed(SqlJoin node) {
    return switch (node.getJoinType()) {
      case COMMA -> true;
      default -> false;
    };
  }

  private static @Nullable String usingAlias(SqlJoin node) {
    SqlIdentifier alias = node instanceof PgJoin join ? join.usingAlias() : null;
    return alias == null ? null : alias.getSimple();
  }

  /**
   * Rows that an outer join may leave out, with a field behind theirs that is NULL then: their
   * other fields may all be NULL in a row that is there.
   */
  private Part marked(Part part) {
    if (part.items().stream().noneMatch(NamespaceItem::unmarked)) {
      return part;
    }
    RelNode rel = part.rel();
    List<RexNode> fields = new ArrayList<>(Rels.fieldsOf(rel));
    RexNode mark = analysis.constant(true, Types.BOOL, 0);
    RexNode field = new RexInputRef(fields.size(), mark.getType());
    fields.add(mark);
    return new Part(
        LogicalProject.create(
            rel, List.of(), fields, analysis.types.names(fields.size()), Set.of()),
        part.items().stream().map(i -> i.marked(field)).toList(),
        part.resolved());
  }

  private static JoinRelType type(SqlJoin node) {
    return switch (node.getJoinType()) {
      case LEFT -> JoinRelType.LEFT;
      case RIGHT -> JoinRelType.RIGHT;
      case FULL -> JoinRelType.FULL;
      default -> JoinRelType.INNER;
    };
  }

  private RelNode joined(
      Part left, Part right, JoinRelType type, RexNode condition, Correlation reads) {
    if (reads.values().isEmpty()) {
      return LogicalJoin.create(left.rel(), right.rel(), List.of(), condition, Set.of(), type);
    }
    if (type == JoinRelType.RIGHT || type == JoinRelType.FULL) {
      throw notLateral(reads.values().getFirst());
    }
    List<RelDataType> types = new ArrayList<>();
    left.rel().getRowType().getFieldList().forEach(f -> types.add(f.getType()));
    right.rel().getRowType().getFieldList().forEach(f -> types.add(f.getType()));
    return new Rels.Lateral(
        left.rel(),
        right.rel(),
        type == JoinRelType.LEFT ? JoinType.LEFT : JoinType.INNER,
        condition,
        reads,
        List.copyOf(reads.values()),
        analysis.types.row(types));
  }

  private static SqlException notLateral(RexNode read) {
    ColumnRef column = read instanceof ColumnRef c ? c : null;
    int dot = column == null ? -1 : column.written().lastIndexOf('.');
    String table =
        column == null || dot < 0
            ? ""
            : String.format(Locale.ROOT, " for table \"%s\"", column.written().substring(0, dot));
    return SqlException.of(
            SqlState.INVALID_COLUMN_REFERENCE, "invalid reference to FROM-clause entry" + table)
        .withDetail("The combining JOIN type must be INNER or LEFT for a LATERAL reference.")
        .at(column == null ? 0 : column.position());
  }

  /** The columns that USING or NATURAL joins by; null for neither. */
  private static @Nullable List<String> shared(
      SqlJoin node, List<NamespaceItem> left, List<NamespaceItem> right) {
    if (node.isNatural()) {
      List<String> names = new ArrayList<>();
      for (ScopeColumn column : visible(left)) {
        if (visible(right).stream().anyMatch(c -> c.name().equals(column.name()))
            && !names.contains(column.name())) {
          names.add(column.name());
        }
      }
      return names;
    }
    if (node.getConditionType() != JoinConditionType.USING) {
      return null;
    }
    List<String> names = new ArrayList<>();
    SqlNodeList list = (SqlNodeList) java.util.Objects.requireNonNull(node.getCondition());
    for (SqlNode name : list) {
      String text = ((SqlIdentifier) name).names.getLast();
      if (names.contains(text)) {
        throw SqlException.of(
            SqlState.DUPLICATE_COLUMN,
            String.format(
                Locale.ROOT, "column name \"%s\" appears more than once in USING clause", text));
      }
      names.add(text);
    }
    return names;
  }

  private static List<ScopeColumn> visible(List<NamespaceItem> items) {
    List<ScopeColumn> columns = new ArrayList<>();
    for (NamespaceItem item : items) {
      if (item.columnsVisible()) {
        columns.addAll(item.columns());
      }
    }
    return columns;
  }

  private record Merged(
      RexNode condition, List<NamespaceItem> items, List<FromItem.Merged> using) {}

  /** One item for the join: the shared columns once, then the others of left and right. */
  private Merged merged(
      SqlJoin node,
      List<NamespaceItem> left,
      List<NamespaceItem> right,
      List<String> shared,
      JoinRelType type) {
    int position = ExpressionAnalyzer.position(node);
    List<ScopeColumn> columns = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>();
    List<FromItem.Merged> using = new ArrayList<>();
    for (String name : shared) {
      ScopeColumn l = find(visible(left), name, "left");
      ScopeColumn r = find(visible(right), name, "right");
      for (ScopeColumn column : List.of(l, r)) {
        if (column.tableOid() != 0) {
          analysis.touched.read(analysis.place(column.tableOid()), column.number());
        }
      }
      conditions.add(analysis.operatorResolution.binary("=", l.value(), r.value(), position));
      ScopeColumn both = merged(l, r, type);
      columns.add(both);
      using.add(new FromItem.Merged(name, l.value(), r.value(), both.value()));
    }
    List<ScopeColumn> sharedColumns = List.copyOf(columns);
    visible(left).stream().filter(c -> !shared.contains(c.name())).forEach(columns::add);
    visible(right).stream().filter(c -> !shared.contains(c.name())).forEach(columns::add);
    List<NamespaceItem> items = new ArrayList<>();
    left.forEach(i -> items.add(i.qualifiedOnly()));
    right.forEach(i -> items.add(i.qualifiedOnly()));
    items.add(new NamespaceItem(null, columns, true, false));
    String alias = usingAlias(node);
    if (alias != null) {
      List<NamespaceItem> named = List.of(new NamespaceItem(alias, sharedColumns, false, true));
      Scope.checkAliases(items, named);
      items.addAll(named);
    }
    return new Merged(Rex.and(analysis.cluster.getRexBuilder(), conditions), items, using);
  }

  private ScopeColumn merged(ScopeColumn left, ScopeColumn right, JoinRelType type) {
    Type common = analysis.coercion.commonType(List.of(left.value(), right.value()), "JOIN/USING");
    RexNode l = analysis.coercion.toCommon(left.value(), common, "JOIN/USING");
    RexNode r = analysis.coercion.toCommon(right.value(), common, "JOIN/USING");
    boolean rightAsIs = l != left.value() && r == right.value();
    return switch (type) {
      case INNER -> rightAsIs ? right.with(r) : left.with(l);
      case RIGHT -> right.with(r);
      case FULL ->
          new ScopeColumn(
              left.name(), analysis.call(new Shape.Coalesce(), common, List.of(l, r), 0), 0, 0);
      default -> left.with(l);
    };
  }

  private static ScopeColumn find(List<ScopeColumn> columns, String name, String side) {
    ScopeColumn found = null;
    for (ScopeColumn column : columns) {
      if (column.name().equals(name)) {
        if (found != null) {
          throw SqlException.of(
              SqlState.AMBIGUOUS_COLUMN,
              String.format(
                  Locale.ROOT,
                  "common column name \"%s\" appears more than once in %s table",
                  name,
                  side));
        }
        found = column;
      }
    }
    if (found == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_COLUMN,
          String.format(
              Locale.ROOT,
              "column \"%s\" specified in USING clause does not exist in %s table",
              name,
              side));
    }
    return found;
  }

  /** {@code (a JOIN b …) AS x}: the whole under one name. */
  Part aliased(Part part, String alias, List<String> names) {
    List<NamespaceItem> items = new ArrayList<>();
    part.items().forEach(i -> items.add(i.invisible()));
    List<ScopeColumn> columns = FromAnalyzer.renamed(visible(part.items()), names, alias);
    items.add(new NamespaceItem(alias, columns, true, true));
    return new Part(part.rel(), items, ((FromItem.Join) part.resolved()).as(alias, names));
  }
}
