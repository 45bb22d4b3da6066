package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Computes the window functions of a query above its grouping, one node for each sort order. */
final class WindowStage {
  private final Analysis analysis;
  private final Grouping grouping;

  WindowStage(Analysis analysis, Grouping grouping) {
    this.analysis = analysis;
    this.grouping = grouping;
  }

  /**
   * Appends a field for each window function and lets the targets read it.
   *
   * @param sequence the numbers of the windows, in the order in which they are made
   */
  RelNode compute(RelNode below, Windows windows, List<Integer> sequence, TargetList targets) {
    List<PgCall> calls = new ArrayList<>();
    for (OutputField field : targets.fields()) {
      Rex.any(
          field.expression(),
          n -> {
            if (n instanceof PgCall call
                && call.shape() instanceof Shape.Window
                && !calls.contains(call)) {
              calls.add(call);
            }
            return false;
          });
    }
    if (calls.isEmpty()) {
      return below;
    }
    List<Windows.Definition> definitions = new ArrayList<>();
    for (Windows.Definition definition : windows.definitions()) {
      definitions.add(mapped(definition, grouping::over));
    }
    RelNode rel = unfolded(below, definitions, targets);
    List<PgCall> open = new ArrayList<>(calls);
    List<PgCall> placed = new ArrayList<>();
    int firstField = rel.getRowType().getFieldCount();
    for (int next : sequence) {
      Windows.Definition window = definitions.get(next);
      if (open.stream().noneMatch(c -> number(c) == next)) {
        continue;
      }
      List<PgCall> here =
          open.stream().filter(c -> window.sameOrder(definitions.get(number(c)))).toList();
      rel = node(rel, window, here, definitions);
      placed.addAll(here);
      open.removeAll(here);
    }
    for (int i = 0; i < targets.fields().size(); i++) {
      targets.set(
          i,
          Rex.replace(
              targets.expression(i),
              n -> {
                int index = PgCall.shapeOf(n) instanceof Shape.Window ? placed.indexOf(n) : -1;
                return index < 0 ? null : new RexInputRef(firstField + index, n.getType());
              }));
    }
    return rel;
  }

  /** Sets that rows are divided or sorted by are made before; those of the targets after. */
  private RelNode unfolded(
      RelNode below, List<Windows.Definition> definitions, TargetList targets) {
    List<RexNode> keys = new ArrayList<>();
    for (Windows.Definition definition : definitions) {
      keys.addAll(definition.partitionBy());
      definition.orderBy().forEach(o -> keys.add(o.expression()));
    }
    SetReturning.Unfolded unfolded = SetReturning.unfold(analysis, below, keys);
    if (unfolded.rel() == below) {
      return below;
    }
    definitions.replaceAll(d -> mapped(d, unfolded::over));
    for (int i = 0; i < targets.fields().size(); i++) {
      targets.set(i, unfolded.over(targets.expression(i)));
    }
    return unfolded.rel();
  }

  private static int number(PgCall call) {
    return ((Shape.Window) call.shape()).window();
  }

  private static Windows.Definition mapped(
      Windows.Definition definition, UnaryOperator<RexNode> function) {
    List<Rels.Ordering> orderBy = new ArrayList<>();
    for (Rels.Ordering o : definition.orderBy()) {
      orderBy.add(
          new Rels.Ordering(function.apply(o.expression()), o.descending(), o.nullsFirst()));
    }
    return new Windows.Definition(
        Rex.map(definition.partitionBy(), function),
        orderBy,
        definition.bounds(),
        definition.written());
  }

  private RelNode node(
      RelNode input,
      Windows.Definition window,
      List<PgCall> calls,
      List<Windows.Definition> definitions) {
    List<RelDataType> types = new ArrayList<>();
    input.getRowType().getFieldList().forEach(f -> types.add(f.getType()));
    List<Rels.WindowFunction> functions = new ArrayList<>();
    for (PgCall call : calls) {
      functions.add(new Rels.WindowFunction(call, definitions.get(number(call)).bounds()));
      types.add(call.getType());
    }
    List<RexNode> partitionBy = window.partitionBy();
    return new Rels.WindowRows(
        input, partitionBy, window.orderBy(), functions, analysis.types.row(types));
  }
}
