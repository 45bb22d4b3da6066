package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.Assignment;
import dev.tusk.sql.grammar.OnConflict;
import dev.tusk.sql.grammar.PgInsert;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.BoundQuery;
import dev.tusk.sql.planner.algebra.CommonTableEntry;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.analyze.FromAnalyzer.Part;
import dev.tusk.sql.planner.analyze.ViewLevels.Event;
import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** INSERT ({@code transformInsertStmt}). */
final class InsertAnalyzer {
  private final Analysis analysis;
  private final @Nullable Scope around;
  private final List<CommonTableEntry> ctes;
  private final @Nullable RuleRows ruleRows;
  private final List<List<@Nullable RexNode>> writtenRows = new ArrayList<>();
  private List<@Nullable RexNode> writtenParts = List.of();
  private @Nullable ResolvedQuery writtenQuery;
  private ResolvedQuery.MergeChange.@Nullable Insert writtenRow;

  /** How many columns are given values. */
  private int given;

  /**
   * @param ruleRows of the rule whose action it is; null for none
   */
  InsertAnalyzer(
      Analysis analysis,
      @Nullable Scope around,
      List<CommonTableEntry> ctes,
      @Nullable RuleRows ruleRows) {
    this.analysis = analysis;
    this.around = around;
    this.ctes = ctes;
    this.ruleRows = ruleRows;
  }

  /**
   * A column named in the statement, and where.
   *
   * @param part the element or slice of it that is given; null for the whole
   */
  private record Target(Column column, @Nullable SqlCall part, int position) {}

  /** What was inserted, as it was written. */
  private ResolvedQuery written(
      PgInsert insert,
      Part target,
      List<Target> targets,
      ResolvedQuery.@Nullable Conflict conflict,
      List<OutputField> returning) {
    int given =
        writtenQuery != null
            ? writtenQuery.columns().size()
            : writtenRows.isEmpty() ? targets.size() : writtenRows.getFirst().size();
    boolean defaults = insert.source() == null;
    return new ResolvedQuery.Insert(
        (FromItem.Relation) target.resolved(),
        defaults
            ? List.of()
            : targets.subList(0, given).stream().map(t -> t.column().number()).toList(),
        writtenParts,
        ruleRows == null ? new FromItem.Nothing() : ruleRows.resolved(),
        defaults ? List.of() : List.copyOf(writtenRows),
        writtenQuery,
        overriding(insert),
        conflict,
        returning);
  }

  private static @Nullable String overriding(PgInsert insert) {
    return switch (insert.overriding()) {
      case NOTHING -> null;
      case SYSTEM_VALUE -> "SYSTEM";
      case USER_VALUE -> "USER";
    };
  }

  /**
   * Analyses it.
   *
   * @param stop as {@link ModifiedRelation} wants it
   */
  DmlAnalyzer.Analyzed insert(PgInsert insert, long stop) {
    Table named = DmlAnalyzer.target(analysis, insert);
    ModifiedRelation table = new ModifiedRelation(analysis, named, Event.INSERT, stop);
    List<Column> columns = table.table().liveColumns();
    List<Target> targets = targets(insert, named, named.liveColumns());
    table.touch(AclItem.INSERT);
    RelNode source = source(insert, table, columns, targets);
    for (Target target : targets.subList(0, Math.min(given, targets.size()))) {
      table.touch(target.column(), true);
    }
    table.checkDefaults(targets.stream().map(Target::column).toList());
    Scope scope = new Scope(analysis, around, null);
    Part part = table.rows(scope, DmlAnalyzer.alias(insert));
    scope.add(part.items());
    OnConflict conflict = insert.onConflict();
    ConflictAnalyzer conflicts = new ConflictAnalyzer(analysis, table, scope, part);
    BoundDml.Conflict onConflict = conflict == null ? null : conflicts.analyze(conflict);
    List<OutputField> returning = DmlAnalyzer.returning(analysis, insert, scope);
    WritePolicies policies =
        WritePolicies.of(table.policies(), part.fields(), onConflict, returning);
    BoundDml dml =
        new BoundDml.Insert(
            table.table(),
            source,
            onConflict,
            table.checks(),
            policies.insert(onConflict),
            returning,
            ctes);
    ResolvedQuery written =
        analysis.asWritten ? written(insert, part, targets, conflicts.written(), returning) : null;
    return new DmlAnalyzer.Analyzed(dml, table, written);
  }

  /** The row that an action of MERGE inserts, over the row of what is merged. */
  List<RexNode> row(PgInsert insert, Table table, Scope source) {
    List<Column> columns = table.liveColumns();
    List<Target> targets = targets(insert, table, columns);
    ModifiedRelation relation = ModifiedRelation.of(analysis, table);
    if (insert.source() == null) {
      writtenRow = new ResolvedQuery.MergeChange.Insert(List.of(), List.of(), List.of(), null);
      return row(relation, columns, List.of(), List.of(), insert);
    }
    ExpressionAnalyzer expressions = new ExpressionAnalyzer(analysis, source, Clause.SINGLE_ROW);
    SqlCall only = (SqlCall) ((SqlCall) insert.source()).getOperandList().getFirst();
    List<SqlNode> cells = only.getOperandList();
    List<@Nullable RexNode> given = new ArrayList<>();
    for (SqlNode cell : cells) {
      given.add(cell.getKind() == SqlKind.DEFAULT ? null : expressions.analyze(cell));
    }
    checkCounts(insert, targets, cells.stream().map(ExpressionAnalyzer::start).toList());
    for (Target target : targets.subList(0, cells.size())) {
      relation.touch(target.column(), true);
    }
    if (analysis.asWritten) {
      write(relation, targets, given, insert);
      writtenRow =
          new ResolvedQuery.MergeChange.Insert(
              targets.subList(0, cells.size()).stream().map(t -> t.column().number()).toList(),
              writtenParts,
              writtenRows.getLast(),
              overriding(insert));
    }
    return row(relation, columns, targets, given, insert);
  }

  /** That row as it was written. */
  ResolvedQuery.MergeChange.Insert writtenRow() {
    return Objects.requireNonNull(writtenRow);
  }

  private static List<Target> targets(PgInsert insert, Table table, List<Column> columns) {
    SqlNodeList names = insert.columns();
    List<Target> targets = new ArrayList<>();
    if (names == null) {
      columns.forEach(c -> targets.add(new Target(c, null, 0)));
      return targets;
    }
    for (SqlNode node : names) {
      SqlIdentifier name = Assignment.column(node);
      SqlCall part = node instanceof SqlCall call ? call : null;
      Column column = Assignments.column(table, name);
      int position = ExpressionAnalyzer.position(name);
      if (targets.stream()
          .anyMatch(
              t -> t.column().number() == column.number() && (t.part() == null || part == null))) {
        throw SqlException.of(
                SqlState.DUPLICATE_COLUMN,
                String.format(Locale.ROOT, "column \"%s\" specified more than once", column.name()))
            .at(position);
      }
      targets.add(new Target(column, part, position));
    }
    return targets;
  }

  private RelNode source(
      PgInsert insert, ModifiedRelation table, List<Column> columns, List<Target> targets) {
    SqlNode source = insert.source();
    if (source == null) {
      return rows(table, columns, List.of(), List.of(List.of()), insert);
    }
    if (source.getKind() == SqlKind.VALUES) {
      return values((SqlCall) source, insert, table, columns, targets);
    }
    BoundQuery query = new QueryAnalyzer(analysis, ruleRows).query(source, around, null, false);
    writtenQuery = query.resolved();
    List<RexNode> given = new ArrayList<>();
    for (int i = 0; i < query.fields().size(); i++) {
      given.add(RowCoercion.expression(query.rel(), i));
    }
    checkCounts(insert, targets, given.stream().map(PgCall::positionOf).toList());
    if (analysis.asWritten) {
      writtenParts = parts(table, targets, given, insert);
    }
    return selected(query, insert, table, columns, targets, given);
  }

  /** Values by the query's own projection when it has one, so that constants become constants. */
  private RelNode selected(
      BoundQuery query,
      PgInsert insert,
      ModifiedRelation table,
      List<Column> columns,
      List<Target> targets,
      List<RexNode> given) {
    RelNode below = query.rel();
    List<RexNode> fields = given;
    if (below instanceof LogicalProject project) {
      below = project.getInput();
    } else {
      fields = Rels.fieldsOf(below);
    }
    if (fields.stream().anyMatch(Rex::isVolatile) && !inOrder(table, columns, targets)) {
      // The query draws its values in its own order, before any default.
      List<RexNode> drawn = new ArrayList<>(Rels.fieldsOf(below));
      int first = drawn.size();
      drawn.addAll(fields);
      below =
          LogicalProject.create(
              below, List.of(), drawn, analysis.types.names(drawn.size()), Set.of());
      List<RexNode> refs = Rels.fieldsOf(below);
      List<RexNode> values = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        RexNode field = fields.get(i);
        values.add(Rex.isVolatile(field) ? refs.get(first + i) : field);
      }
      fields = values;
    }
    List<RexNode> row = row(table, columns, targets, fields, insert);
    return LogicalProject.create(below, List.of(), row, analysis.types.names(row.size()), Set.of());
  }

  private RelNode values(
      SqlCall values,
      PgInsert insert,
      ModifiedRelation table,
      List<Column> columns,
      List<Target> targets) {
    Scope scope = new Scope(analysis, around, null);
    if (ruleRows != null) {
      scope.add(ruleRows.items());
    }
    ExpressionAnalyzer expressions =
        new ExpressionAnalyzer(
            analysis, scope, values.operandCount() == 1 ? Clause.SINGLE_ROW : Clause.VALUES);
    List<List<@Nullable RexNode>> rows = new ArrayList<>();
    int width = -1;
    for (SqlNode node : values.getOperandList()) {
      List<SqlNode> cells = ((SqlCall) node).getOperandList();
      if (cells.stream().anyMatch(Composites::isStar)) {
        List<RexNode> row = Composites.fields(expressions.composites().row((SqlCall) node));
        rows.add(new ArrayList<>(java.util.Objects.requireNonNull(row)));
        width = rows.getLast().size();
        given = width;
        continue;
      }
      if (width >= 0 && cells.size() != width) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "VALUES lists must all be the same length")
            .at(ExpressionAnalyzer.position(cells.isEmpty() ? node : cells.getFirst()));
      }
      width = cells.size();
      if (rows.isEmpty()) {
        checkCounts(insert, targets, cells.stream().map(ExpressionAnalyzer::start).toList());
      }
      List<@Nullable RexNode> row = new ArrayList<>();
      for (SqlNode cell : cells) {
        row.add(cell.getKind() == SqlKind.DEFAULT ? null : expressions.analyze(cell));
      }
      rows.add(row);
    }
    return rows(table, columns, targets, rows, insert);
  }

  private void checkCounts(PgInsert insert, List<Target> targets, List<Integer> positions) {
    given = positions.size();
    if (positions.size() > targets.size()) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR, "INSERT has more expressions than target columns")
          .at(positions.get(targets.size()));
    }
    if (insert.columns() != null && positions.size() < targets.size()) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR, "INSERT has more target columns than expressions")
          .at(targets.get(positions.size()).position());
    }
  }

  private RelNode rows(
      ModifiedRelation table,
      List<Column> columns,
      List<Target> targets,
      List<? extends List<? extends @Nullable RexNode>> rows,
      PgInsert insert) {
    List<List<RexNode>> complete = new ArrayList<>();
    for (List<? extends @Nullable RexNode> row : rows) {
      if (analysis.asWritten) {
        write(table, targets, row, insert);
      }
      complete.add(row(table, columns, targets, row, insert));
    }
    if (ruleRows != null) {
      return joined(complete, ruleRows);
    }
    List<RelDataType> types = new ArrayList<>();
    for (Column column : columns) {
      types.add(analysis.types.of(column));
    }
    if (complete.getFirst().stream().anyMatch(SetReturning::in)) {
      RelNode one =
          new Rels.Rows(analysis.cluster, List.of(List.of()), analysis.types.row(List.of()), "");
      SetReturning.Unfolded unfolded = SetReturning.unfold(analysis, one, complete.getFirst());
      return LogicalProject.create(
          unfolded.rel(),
          List.of(),
          unfolded.expressions(),
          analysis.types.names(types.size()),
          Set.of());
    }
    return complete.size() > 1
        ? withDefaults(
            complete, types, absent(table, columns, targets), places(table, columns, targets))
        : new Rels.Rows(analysis.cluster, complete, analysis.types.row(types), "*VALUES*");
  }

  /** Whether the values are given in the order of the table's columns, from the first on. */
  private boolean inOrder(ModifiedRelation table, List<Column> columns, List<Target> targets) {
    return IntStream.range(0, Math.min(given, targets.size()))
        .allMatch(i ->
            i < columns.size()
                && table.written(targets.get(i).column()).number() == columns.get(i).number());
  }

  /** The places of the columns that are given values, in the order of the statement. */
  private static List<Integer> places(
      ModifiedRelation table, List<Column> columns, List<Target> targets) {
    return targets.stream()
        .map(target -> table.written(target.column()).number())
        .distinct()
        .map(number -> columns.stream().map(Column::number).toList().indexOf(number))
        .filter(place -> place >= 0)
        .toList();
  }

  /** The columns, by their places, that the statement gives nothing for. */
  private static BitSet absent(ModifiedRelation table, List<Column> columns, List<Target> targets) {
    BitSet absent = new BitSet();
    absent.set(0, columns.size());
    for (Target target : targets) {
      for (int i = 0; i < columns.size(); i++) {
        if (table.written(target.column()).number() == columns.get(i).number()) {
          absent.clear(i);
        }
      }
    }
    return absent;
  }

  /**
   * Several rows of VALUES. Each is computed, in the order it is written, before the defaults of
   * columns that none of them gives, so that a sequence loses no value to a row that fails.
   *
   * @param places of the columns given, as they are written
   */
  private RelNode withDefaults(
      List<List<RexNode>> rows, List<RelDataType> types, BitSet absent, List<Integer> places) {
    List<RexNode> first = rows.getFirst();
    boolean drawn =
        absent.stream().anyMatch(i -> Rex.isVolatile(first.get(i)))
            || !places.equals(places.stream().sorted().toList())
                && rows.stream().anyMatch(row -> row.stream().anyMatch(Rex::isVolatile));
    List<Integer> kept = drawn ? places : IntStream.range(0, types.size()).boxed().toList();
    Rels.Rows values =
        new Rels.Rows(
            analysis.cluster,
            rows.stream().map(row -> kept.stream().map(row::get).toList()).toList(),
            analysis.types.row(kept.stream().map(types::get).toList()),
            "*VALUES*");
    if (!drawn) {
      return values;
    }
    List<RexNode> whole = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      int field = kept.indexOf(i);
      whole.add(field < 0 ? first.get(i) : new RexInputRef(field, types.get(i)));
    }
    return LogicalProject.create(
        values, List.of(), whole, analysis.types.names(whole.size()), Set.of());
  }

  /** The rows for each row of a rule. */
  private RelNode joined(List<List<RexNode>> rows, RuleRows of) {
    List<RelNode> all = new ArrayList<>();
    for (List<RexNode> row : rows) {
      SetReturning.Unfolded unfolded = SetReturning.unfold(analysis, of.rel(), row);
      all.add(
          LogicalProject.create(
              unfolded.rel(),
              List.of(),
              unfolded.expressions(),
              analysis.types.names(row.size()),
              Set.of()));
    }
    return all.size() == 1 ? all.getFirst() : LogicalUnion.create(all, true);
  }

  /** Notes a row as it is given. */
  private void write(
      ModifiedRelation table,
      List<Target> targets,
      List<? extends @Nullable RexNode> given,
      PgInsert insert) {
    List<@Nullable RexNode> row = new ArrayList<>();
    for (int i = 0; i < targets.size() && i < given.size(); i++) {
      row.add(written(table, targets.get(i), given.get(i), insert));
    }
    if (writtenRows.isEmpty()) {
      writtenParts = parts(table, targets, given, insert);
    }
    writtenRows.add(row);
  }

  /** The parts of columns that are given. */
  private List<@Nullable RexNode> parts(
      ModifiedRelation table,
      List<Target> targets,
      List<? extends @Nullable RexNode> given,
      PgInsert insert) {
    List<@Nullable RexNode> parts = new ArrayList<>();
    for (int i = 0; i < targets.size() && i < given.size(); i++) {
      Target target = targets.get(i);
      parts.add(target.part() == null ? null : written(table, target, given.get(i), insert));
    }
    return parts;
  }

  private @Nullable RexNode written(
      ModifiedRelation table, Target target, @Nullable RexNode given, PgInsert insert) {
    Column column = table.written(target.column());
    return assigned(new Target(column, target.part(), target.position()), null, given, insert);
  }

  /** A value for each live column: given ones cast, the others' defaults. */
  private List<RexNode> row(
      ModifiedRelation table,
      List<Column> columns,
      List<Target> targets,
      List<? extends @Nullable RexNode> given,
      PgInsert insert) {
    List<RexNode> row = new ArrayList<>();
    for (Column column : columns) {
      RexNode value = null;
      for (int i = 0; i < targets.size() && i < given.size(); i++) {
        Target target = targets.get(i);
        Column written = table.written(target.column());
        if (written.number() == column.number()) {
          if (value != null && target.part() == null) {
            throw SqlException.of(
                SqlState.SYNTAX_ERROR,
                String.format(
                    Locale.ROOT, "multiple assignments to same column \"%s\"", column.name()));
          }
          value =
              assigned(
                  new Target(written, target.part(), target.position()),
                  value,
                  given.get(i),
                  insert);
        }
      }
      row.add(value == null ? table.defaultOf(column) : value);
    }
    return row;
  }

  /**
   * What a column becomes.
   *
   * @param before what earlier targets made of it, null at the first
   * @param given null for DEFAULT
   * @return null for the column's default
   */
  private @Nullable RexNode assigned(
      Target target, @Nullable RexNode before, @Nullable RexNode given, PgInsert insert) {
    Column column = target.column();
    if (target.part() != null) {
      if (given == null) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED, Assignments.partToDefault(target.part()))
            .at(target.position());
      }
      return PartAssignment.assigned(
          new ExpressionAnalyzer(analysis, new Scope(analysis, around, null), Clause.INSERT_TARGET),
          column,
          before == null ? analysis.constant(null, column.type(), 0) : before,
          target.part(),
          given);
    }
    RexNode value =
        given == null || column.identity() == Column.Identity.NONE
            ? given
            : overridden(column, given, insert);
    return value == null
        ? null
        : Assignments.assigned(analysis, column, value, PgCall.positionOf(value));
  }

  /** What OVERRIDING makes of a value for an identity column: null for its default. */
  private static @Nullable RexNode overridden(Column column, RexNode value, PgInsert insert) {
    if (column.generated()) {
      throw SqlException.of(
              SqlState.GENERATED_ALWAYS,
              String.format(
                  Locale.ROOT,
                  "cannot insert a non-DEFAULT value into column \"%s\"",
                  column.name()))
          .withDetail(Assignments.alwaysDetail(column));
    }
    return switch (insert.overriding()) {
      case USER_VALUE -> null;
      case SYSTEM_VALUE -> value;
      case NOTHING -> {
        if (column.identity() == Column.Identity.ALWAYS) {
          throw SqlException.of(
                  SqlState.GENERATED_ALWAYS,
                  String.format(
                      Locale.ROOT,
                      "cannot insert a non-DEFAULT value into column \"%s\"",
                      column.name()))
              .withDetail(Assignments.alwaysDetail(column))
              .withHint("Use OVERRIDING SYSTEM VALUE to override.");
        }
        yield value;
      }
    };
  }
}
