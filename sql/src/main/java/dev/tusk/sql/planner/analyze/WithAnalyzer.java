package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.Modification;
import dev.tusk.sql.grammar.PgMerge;
import dev.tusk.sql.grammar.PgWithItem;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.BoundQuery;
import dev.tusk.sql.planner.algebra.CommonTableEntry;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSetOperator;
import org.jspecify.annotations.Nullable;

/** WITH: each query in turn, seeing those before it; with RECURSIVE also itself. */
final class WithAnalyzer {
  private final Analysis analysis;
  private final Scope scope;
  private final List<ResolvedQuery.CommonTable> resolved = new ArrayList<>();

  WithAnalyzer(Analysis analysis, @Nullable Scope parent, @Nullable Correlation correlation) {
    this.analysis = analysis;
    this.scope = new Scope(analysis, parent, correlation);
  }

  /** Where the queries are known by name; the statement's own scopes are inside it. */
  Scope scope() {
    return scope;
  }

  /** The queries as written, in the order of their being defined. */
  List<ResolvedQuery.CommonTable> resolved() {
    return resolved;
  }

  /** Whether it is WITH RECURSIVE. */
  static boolean recursive(SqlNodeList items) {
    return items.getFirst() instanceof PgWithItem item && recursive(item);
  }

  List<CommonTableEntry> entries(SqlNodeList items) {
    Set<String> names = new HashSet<>();
    for (SqlNode node : items) {
      PgWithItem item = (PgWithItem) node;
      if (!names.add(name(item))) {
        throw SqlException.of(
                SqlState.DUPLICATE_ALIAS,
                String.format(
                    Locale.ROOT, "WITH query name \"%s\" specified more than once", name(item)))
            .at(ExpressionAnalyzer.position(item.name));
      }
      if (item.query instanceof PgMerge) {
        throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "MERGE not supported in WITH query")
            .at(ExpressionAnalyzer.position(item.name));
      }
      if (item.query instanceof Modification && scope.parent() != null) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED,
                "WITH clause containing a data-modifying statement must be at the top level")
            .at(ExpressionAnalyzer.position(item.name));
      }
    }
    List<CommonTableEntry> entries = new ArrayList<>();
    for (PgWithItem item : inOrder(items)) {
      CommonTableEntry entry =
          new CommonTableEntry(analysis.newCteId(), name(item), item.materialized());
      define(entry, item);
      scope.addCte(entry);
      entries.add(entry);
    }
    return entries;
  }

  private static String name(PgWithItem item) {
    return item.name.names.getLast();
  }

  static boolean recursive(PgWithItem item) {
    return item.recursive != null && item.recursive.booleanValue();
  }

  /** As written; with RECURSIVE each behind those that it reads. */
  private static List<PgWithItem> inOrder(SqlNodeList items) {
    List<PgWithItem> open = new ArrayList<>();
    items.forEach(i -> open.add((PgWithItem) i));
    if (open.size() < 2 || !recursive(open.getFirst())) {
      return open;
    }
    List<PgWithItem> ordered = new ArrayList<>();
    while (!open.isEmpty()) {
      PgWithItem next = null;
      for (PgWithItem item : open) {
        if (next == null
            && open.stream()
                .noneMatch(o -> o != item && RecursiveReferences.mentions(item.query, name(o)))) {
          next = item;
        }
      }
      if (next == null) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED,
                "mutual recursion between WITH items is not implemented")
            .at(ExpressionAnalyzer.position(open.getFirst().name));
      }
      open.remove(next);
      ordered.add(next);
    }
    return ordered;
  }

  private void define(CommonTableEntry entry, PgWithItem item) {
    if (item.query instanceof Modification modification) {
      DmlAnalyzer analyzer = new DmlAnalyzer(analysis, scope);
      if (analysis.asWritten) {
        DmlAnalyzer.Analyzed analyzed = analyzer.plain(modification, null, 0);
        BoundDml dml = analyzed.dml();
        entry.define(named(dml.returning(), item), null, dml);
        resolve(item, java.util.Objects.requireNonNull(analyzed.written()), null);
        return;
      }
      BoundDml dml = RuleRewriting.single(analyzer.analyze(modification));
      entry.define(named(dml.returning(), item), null, dml);
      return;
    }
    if (recursive(item) && RecursiveReferences.mentions(item.query, entry.name())) {
      recursion(entry, item);
      return;
    }
    if (item.search() != null || item.cycle() != null) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "WITH query is not recursive")
          .at(ExpressionAnalyzer.position(item.name));
    }
    BoundQuery query = new QueryAnalyzer(analysis).query(item.query, scope, null, true);
    entry.define(named(query.fields(), item), query.rel(), null);
    resolve(item, query.resolved(), null);
  }

  /** The columns under the names that the item gives them. */
  private List<OutputField> named(List<OutputField> fields, PgWithItem item) {
    SqlNodeList names = item.columnList;
    int given = names == null ? 0 : names.size();
    if (given > fields.size()) {
      throw SqlException.of(
              SqlState.INVALID_COLUMN_REFERENCE,
              String.format(
                  Locale.ROOT,
                  "WITH query \"%s\" has %d columns available but %d columns specified",
                  item.name.names.getLast(),
                  fields.size(),
                  given))
          .at(ExpressionAnalyzer.position(item.name));
    }
    List<OutputField> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      OutputField field = fields.get(i);
      String name =
          names != null && i < given
              ? ((SqlIdentifier) names.get(i)).names.getLast()
              : field.name();
      columns.add(
          new OutputField(
              name,
              new RexInputRef(i, field.expression().getType()),
              field.tableOid(),
              field.columnNumber()));
    }
    return columns;
  }

  /** Rows that were found before are told by their hashes. */
  private static void requireHashed(List<OutputField> columns) {
    for (OutputField column : columns) {
      if (GroupingSets.onlySorted(RelTypes.typeOf(column.expression()))) {
        throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "could not implement recursive UNION")
            .withDetail("All column datatypes must be hashable.");
      }
    }
  }

  private void recursion(CommonTableEntry entry, PgWithItem item) {
    SqlCall union = RecursiveReferences.checked(item, entry.name());
    boolean keepsAll = ((SqlSetOperator) union.getOperator()).isAll();
    QueryAnalyzer queries = new QueryAnalyzer(analysis);
    BoundQuery start = queries.query(union.operand(0), scope, null, true);
    List<OutputField> columns = named(start.fields(), item);
    RecursionMarks marks = RecursionMarks.of(analysis, item, union, columns);
    RelNode startRows = marks == null ? start.rel() : marks.start(start.rel(), columns);
    List<OutputField> all = marks == null ? columns : marks.columns(columns, startRows);
    int workingId = analysis.newCteId();
    entry.open(analysis.asWritten ? columns : all, workingId);
    entry.hide(analysis.asWritten ? 0 : all.size() - columns.size());
    Scope inner = new Scope(analysis, scope, null);
    inner.addCte(entry);
    BoundQuery step =
        marks == null || analysis.asWritten
            ? queries.query(union.operand(1), inner, null, false)
            : marks.step(queries, union.operand(1), inner);
    if (!keepsAll && !analysis.asWritten) {
      requireHashed(all);
    }
    int extra = analysis.asWritten ? 0 : all.size() - columns.size();
    BoundQuery own = extra == 0 || marks == null ? step : marks.shown(step);
    checkTypes(entry.name(), columns, start.rel(), own);
    List<RelDataType> types = all.stream().map(c -> c.expression().getType()).toList();
    RelNode stepRows =
        extra == 0 || marks == null
            ? new RowCoercion(analysis).coerce(step.rel(), types.subList(0, columns.size()))
            : marks.steps(step.rel(), types);
    RelNode rel =
        marks != null && analysis.asWritten
            ? startRows
            : new Rels.Recursion(analysis.cluster, workingId, startRows, stepRows, !keepsAll);
    entry.define(all, rel, null);
    resolve(
        item,
        new ResolvedQuery.SetOperation(
            ResolvedQuery.Operator.UNION,
            keepsAll,
            start.resolved(),
            step.resolved(),
            ResolvedQuery.Tail.NONE),
        marks);
  }

  private void resolve(PgWithItem item, ResolvedQuery query, @Nullable RecursionMarks marks) {
    SqlNodeList names = item.columnList;
    List<String> aliases = new ArrayList<>();
    if (names != null) {
      names.forEach(n -> aliases.add(((SqlIdentifier) n).names.getLast()));
    }
    resolved.add(
        new ResolvedQuery.CommonTable(
            name(item),
            aliases,
            item.materialized(),
            query,
            marks == null ? null : marks.search(),
            marks == null ? null : marks.cycle()));
  }

  private void checkTypes(
      String name, List<OutputField> columns, RelNode startRel, BoundQuery step) {
    if (columns.size() != step.fields().size()) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "each UNION query must have the same number of columns");
    }
    for (int i = 0; i < columns.size(); i++) {
      Type start = RelTypes.typeOf(columns.get(i).expression());
      Type next = RelTypes.typeOf(step.fields().get(i).expression());
      Type overall = analysis.coercion.commonTypeOrNull(List.of(start, next));
      int typmod = RelTypes.typmodOf(columns.get(i).expression());
      boolean typmodKept =
          typmod < 0 || RelTypes.typmodOf(step.fields().get(i).expression()) == typmod;
      if (overall != start || !typmodKept) {
        throw SqlException.of(
                SqlState.DATATYPE_MISMATCH,
                String.format(
                    Locale.ROOT,
                    "recursive query \"%s\" column %d has type %s in non-recursive term but type %s overall",
                    name,
                    i + 1,
                    start.displayName(typmod),
                    (overall == null ? next : overall).displayName()))
            .withHint("Cast the output of the non-recursive term to the correct type.")
            .at(PgCall.positionOf(RowCoercion.expression(startRel, i)));
      }
      RexNode first = columns.get(i).expression();
      Collation before = RelTypes.collationOf(first);
      Collation all =
          RelTypes.collation(
              analysis.collations.common(
                  first.getType(),
                  List.of(RowCoercion.collated(startRel, i), RowCoercion.collated(step.rel(), i)),
                  true));
      if (before != null && all != null && !before.equals(all) && !all.undetermined()) {
        throw SqlException.of(
                SqlState.COLLATION_MISMATCH,
                String.format(
                    Locale.ROOT,
                    "recursive query \"%s\" column %d has collation \"%s\" in non-recursive term "
                        + "but collation \"%s\" overall",
                    name,
                    i + 1,
                    before.name(),
                    all.name()))
            .withHint("Use the COLLATE clause to set the collation of the non-recursive term.")
            .at(PgCall.positionOf(RowCoercion.expression(startRel, i)));
      }
    }
  }
}
