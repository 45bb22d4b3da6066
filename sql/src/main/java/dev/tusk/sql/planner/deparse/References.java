package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.algebra.Signatures;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What a query refers to ({@code find_expr_references}): for {@code pg_depend}.
 *
 * @param relations by OID, with the numbers of the columns that are read
 * @param functions those that are called by name or by a cast
 * @param operators names and argument types decide them, so that each is told by its function
 * @param types of constants, casts and column definitions
 * @param collations by name
 * @param constraints primary keys by which columns are grouped, by OID
 * @param textSearch configurations and dictionaries that constants name
 * @param ruleRows which of {@code old} and {@code new} a rule reads
 */
public record References(
    Map<Long, SortedSet<Integer>> relations,
    Set<FunctionSignature> functions,
    Set<FunctionSignature> operators,
    Set<Type> types,
    Set<String> collations,
    Set<Long> constraints,
    Set<ObjectAddress> textSearch,
    Set<String> ruleRows) {

  public static References none() {
    return new References(
        new TreeMap<>(),
        new java.util.LinkedHashSet<>(),
        new java.util.LinkedHashSet<>(),
        new java.util.LinkedHashSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>());
  }

  void column(long relation, int number) {
    relations.computeIfAbsent(relation, _ -> new TreeSet<>()).add(number);
  }

  /** What an expression over the row of FROM refers to. */
  public static References of(RexNode expression, FromItem from, Signatures signatures) {
    References references = none();
    Walk walk = new Walk(references, signatures);
    Row row = new Row(new ArrayList<>());
    walk.from(from, 0, row);
    walk.expression(expression, row);
    return references;
  }

  /** With what another thing refers to. */
  public void add(References other) {
    other.relations.forEach(
        (oid, columns) -> relations.computeIfAbsent(oid, _ -> new TreeSet<>()).addAll(columns));
    functions.addAll(other.functions);
    operators.addAll(other.operators);
    types.addAll(other.types);
    collations.addAll(other.collations);
    constraints.addAll(other.constraints);
    textSearch.addAll(other.textSearch);
    ruleRows.addAll(other.ruleRows);
  }

  /** Everything that the query refers to, in its subqueries too. */
  public static References of(ResolvedQuery query, Signatures signatures, Set<Long> constraints) {
    References references = none();
    new Walk(references, signatures).query(query);
    references.constraints.addAll(constraints);
    return references;
  }

  /** Everything that a condition over the row of what stands in FROM refers to. */
  public static References of(
      RexNode condition, FromItem from, Signatures signatures, Set<Long> constraints) {
    References references = none();
    Walk walk = new Walk(references, signatures);
    Row row = new Row(new ArrayList<>());
    walk.from(from, 0, row);
    walk.expression(condition, row);
    references.constraints.addAll(constraints);
    return references;
  }

  /** A walk through a query, and through those inside it. */
  private record Walk(References into, Signatures signatures) {
    void query(ResolvedQuery query) {
      switch (query) {
        case ResolvedQuery.Select select -> select(select);
        case ResolvedQuery.Values values -> {
          Row row = new Row(List.of());
          values.rows().forEach(r -> r.forEach(n -> expression(n, row)));
          tail(values.tail(), row);
        }
        case ResolvedQuery.SetOperation set -> {
          query(set.left());
          query(set.right());
          tail(set.tail(), new Row(List.of()));
        }
        case ResolvedQuery.Modification modification -> modification(modification);
        case ResolvedQuery.With with -> {
          with.tables().forEach(t -> query(t.query()));
          query(with.body());
        }
      }
    }

    private void modification(ResolvedQuery.Modification modification) {
      Row row = new Row(new ArrayList<>());
      from(modification.target(), 0, row);
      long target = modification.target().table().oid();
      switch (modification) {
        case ResolvedQuery.Insert insert -> {
          insert.given().forEach(number -> into.column(target, number));
          Row values = new Row(new ArrayList<>());
          from(insert.rows(), 0, values);
          insert.values().forEach(r -> r.forEach(n -> optional(n, values)));
          if (insert.values().isEmpty()) {
            insert.parts().forEach(part -> optional(part, values));
          }
          if (insert.query() != null) {
            query(insert.query());
          }
          conflict(insert, row);
        }
        case ResolvedQuery.Update update -> {
          from(update.from(), update.width(), row);
          sets(update.sets(), target, row);
          optional(update.where(), row);
        }
        case ResolvedQuery.Merge merge -> {
          from(merge.source(), merge.width(), row);
          expression(merge.condition(), row);
          merge.steps().forEach(step -> step(step, target, row));
        }
        case ResolvedQuery.Delete delete -> {
          from(delete.from(), delete.width(), row);
          optional(delete.where(), row);
        }
      }
      modification.returning().forEach(field -> expression(field.expression(), row));
    }

    private void step(ResolvedQuery.MergeStep step, long target, Row row) {
      optional(step.condition(), row);
      switch (step.change()) {
        case ResolvedQuery.MergeChange.Update(var sets) -> sets(sets, target, row);
        case ResolvedQuery.MergeChange.Insert insert -> {
          insert.given().forEach(number -> into.column(target, number));
          insert.parts().forEach(part -> optional(part, row));
          insert.values().forEach(value -> optional(value, row));
        }
        case ResolvedQuery.MergeChange.Delete _, ResolvedQuery.MergeChange.Nothing _ -> {}
      }
    }

    private void sets(List<ResolvedQuery.Assigned> sets, long target, Row row) {
      for (ResolvedQuery.Assigned set : sets) {
        into.column(target, set.column());
        optional(set.value(), row);
      }
    }

    private void conflict(ResolvedQuery.Insert insert, Row row) {
      ResolvedQuery.Conflict conflict = insert.conflict();
      if (conflict == null) {
        return;
      }
      conflict.keys().forEach(key -> expression(key, row));
      optional(conflict.predicate(), row);
      if (conflict.sets() != null) {
        sets(conflict.sets(), insert.target().table().oid(), row);
      }
      optional(conflict.where(), row);
    }

    private void select(ResolvedQuery.Select select) {
      Row row = new Row(new ArrayList<>());
      from(select.from(), 0, row);
      for (OutputField field : select.targets()) {
        expression(field.expression(), row);
      }
      optional(select.where(), row);
      optional(select.having(), row);
      for (ResolvedQuery.Window window : select.windows()) {
        window.partitionBy().forEach(n -> expression(n, row));
        window.orderBy().forEach(k -> expression(k.expression(), row));
        optional(window.bounds().startOffset(), row);
        optional(window.bounds().endOffset(), row);
      }
      tail(select.tail(), row);
    }

    private void tail(ResolvedQuery.Tail tail, Row row) {
      optional(tail.limit(), row);
      optional(tail.offset(), row);
    }

    private void optional(@Nullable RexNode node, Row row) {
      if (node != null) {
        expression(node, row);
      }
    }

    private void from(FromItem item, int start, Row row) {
      switch (item) {
        case FromItem.Relation(Table table, var _, var _, var _, var _) -> {
          into.relations.computeIfAbsent(table.oid(), _ -> new TreeSet<>());
          row.places.add(Place.of(start, table, null));
        }
        case FromItem.RuleRow(Table table, String name) -> {
          if (!name.equals("excluded")) {
            row.places.add(Place.of(start, table, name));
          }
        }
        case FromItem.Derived derived -> query(derived.query());
        case FromItem.Common _, FromItem.Nothing _ -> {}
        case FromItem.Functions functions -> {
          int place = start;
          for (FromItem.Called called : functions.calls()) {
            expression(called.call(), row);
            called.definitions().forEach(d -> into.types.add(RelTypes.type(d.type())));
            place += called(called, place, row);
          }
        }
        case FromItem.Join join -> {
          from(join.left(), start, row);
          // What the right side reads of the left one.
          join.reads().values().forEach(v -> expression(Rex.shift(v, start), row));
          from(join.right(), start + join.leftFields(), row);
          optional(join.condition() == null ? null : Rex.shift(join.condition(), start), row);
          join.using()
              .forEach(m -> {
                expression(Rex.shift(m.left(), start), row);
                expression(Rex.shift(m.right(), start), row);
              });
        }
      }
    }

    /** Notes where the columns of a row are that a function gives; how many it gives. */
    private static int called(FromItem.Called called, int place, Row row) {
      if (!called.definitions().isEmpty()) {
        return called.definitions().size();
      }
      if (RelTypes.typeOf(called.call()) instanceof CompositeType type) {
        CompositeType.Definition definition = type.definition();
        if (definition.relationOid() != 0) {
          List<Integer> numbers =
              definition.fields().stream().map(CompositeType.Field::number).toList();
          row.places.add(new Place(place, definition.relationOid(), numbers, null));
        }
        return definition.fields().size();
      }
      RelTypes.Composite fields = RelTypes.composite(called.call().getType());
      return fields == null ? 1 : fields.types().size();
    }

    private void expression(RexNode node, Row row) {
      if (node instanceof RexInputRef field) {
        row.note(field.getIndex(), into);
      }
      if (!(node instanceof RexCall call)) {
        return;
      }
      call.operands.forEach(o -> expression(o, row));
      if (call instanceof PgCall own) {
        shape(own);
      }
    }

    /** A field of a row: a column of the relation, or of the type, that has such rows. */
    private void row(CompositeType row, int index) {
      if (TypeNumbers.isRowType(row.oid())) {
        into.column(row.relationOid(), row.fields().get(index).number());
      } else {
        into.types.add(row);
      }
    }

    private void shape(PgCall call) {
      switch (call.shape()) {
        case Shape.Function(FunctionSignature function) ->
            (call.form() == PgCall.Form.OPERATOR ? into.operators : into.functions).add(function);
        case Shape.Constant(Object value, Type type) -> {
          into.types.add(type);
          if (type == Types.REGCLASS && value instanceof Long oid && oid != 0) {
            into.relations.computeIfAbsent(oid, _ -> new TreeSet<>());
          }
          if (type == Types.REGCONFIG && value instanceof Long oid) {
            into.textSearch.add(ObjectAddress.of(ObjectAddress.PG_TS_CONFIG, oid));
          }
          if (type == Types.REGDICTIONARY && value instanceof Long oid) {
            into.textSearch.add(ObjectAddress.of(ObjectAddress.PG_TS_DICT, oid));
          }
        }
        case Shape.InOutCast _,
            Shape.Relabel _,
            Shape.ArrayCast _,
            Shape.ApplyTypmod _,
            Shape.DomainCheck _ ->
            into.types.add(RelTypes.typeOf(call));
        case Shape.Field(int index) -> {
          if (RelTypes.typeOf(call.operands.getFirst()) instanceof CompositeType row) {
            row(row, index);
          }
        }
        case Shape.FieldAssign(int index) -> row((CompositeType) RelTypes.typeOf(call), index);
        case Shape.RowOf _ -> {
          if (call.form() != PgCall.Form.WHOLE_ROW) {
            into.types.add(RelTypes.typeOf(call));
          }
        }
        case Shape.Aggregate aggregate -> into.functions.add(aggregate.function());
        case Shape.Window window -> into.functions.add(window.aggregate().function());
        case Shape.Quantified(FunctionSignature operator, boolean _) ->
            into.operators.add(operator);
        case Shape.RowComparison(FunctionSignature first) -> into.operators.add(first);
        case Shape.DistinctFrom(FunctionSignature equality, boolean _) ->
            into.operators.add(equality);
        case Shape.NullIf(FunctionSignature equality) -> into.operators.add(equality);
        case Shape.Collate(String collation) -> into.collations.add(collation);
        case Shape.Subquery subquery -> {
          query(Objects.requireNonNull(subquery.resolved()));
          RexNode test = subquery.test();
          if (test != null) {
            expression(test, new Row(List.of()));
          }
        }
        default -> {}
      }
    }
  }

  /** Where the columns of these numbers of a relation are in a row of FROM. */
  private record Place(int start, long relation, List<Integer> columns, @Nullable String ruleRow) {
    static Place of(int start, Table table, @Nullable String ruleRow) {
      return new Place(
          start, table.oid(), table.liveColumns().stream().map(Column::number).toList(), ruleRow);
    }
  }

  /** A row of FROM: where its relations' columns are. */
  private record Row(List<Place> places) {
    void note(int field, References into) {
      for (Place place : places) {
        int index = field - place.start;
        int fields = place.columns.size() + PhysicalPlan.SYSTEM_COLUMNS.size();
        if (place.ruleRow != null && index >= 0 && index < fields) {
          into.ruleRows.add(place.ruleRow);
        }
        if (index >= 0 && index < place.columns.size()) {
          into.relations
              .computeIfAbsent(place.relation, _ -> new TreeSet<>())
              .add(place.columns.get(index));
        }
      }
    }
  }
}
