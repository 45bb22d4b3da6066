package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Variables;
import dev.tusk.sql.catalog.Variables.Field;
import dev.tusk.sql.catalog.Variables.Variable;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Names inside a function's body, which columns and the body's variables answer to. */
final class VariableNames {
  private final Analysis analysis;
  private final Variables variables;

  VariableNames(Analysis analysis, Variables variables) {
    this.analysis = analysis;
    this.variables = variables;
  }

  /** A column or a variable, as the body's rule for conflicts says. */
  Scope.Found resolve(Scope scope, List<String> names, int position) {
    boolean variableFirst = variables.conflict() == Variables.Conflict.VARIABLE;
    if (variableFirst) {
      RexNode variable = variable(names, false, position);
      if (variable != null) {
        return new Scope.Found(variable, 0, 0);
      }
    }
    Scope.Found column = scope.find(names, position);
    if (column != null && variables.conflict() != Variables.Conflict.ERROR) {
      return column;
    }
    RexNode variable = variable(names, column == null, position);
    if (variable == null) {
      if (column == null) {
        throw scope.missing(names, position);
      }
      return column;
    }
    if (column != null) {
      throw SqlException.of(
              SqlState.AMBIGUOUS_COLUMN,
              String.format(
                  Locale.ROOT, "column reference \"%s\" is ambiguous", String.join(".", names)))
          .withDetail("It could refer to either a PL/pgSQL variable or a table column.")
          .at(position);
    }
    return new Scope.Found(variable, 0, 0);
  }

  /** {@code $number}; null where it is numbered as usual. */
  @Nullable RexNode parameter(int number, int position) {
    Variable variable = variables.parameter(number);
    return variable == null ? null : parameter(variable, position);
  }

  /** The variable of type refcursor that a name means; null for none. */
  @Nullable RexNode cursor(String name) {
    Variable variable = variables.find(List.of(name), false);
    return variable == null || variable.names() != 1 || variable.type() != Types.REFCURSOR
        ? null
        : parameter(variable, 0);
  }

  /** The fields of {@code variable.*}; null when there is no such composite variable. */
  @Nullable List<ScopeColumn> star(List<String> names, int position) {
    Variable variable = variables.find(names, false);
    if (variable == null || variable.names() != names.size()) {
      return null;
    }
    List<Field> row = variable.row();
    if (row == null) {
      return null;
    }
    RexNode value = parameter(variable, position);
    List<ScopeColumn> columns = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      RexNode field = field(value, row, i, position);
      columns.add(new ScopeColumn(row.get(i).name(), field, 0, 0));
    }
    return columns;
  }

  private @Nullable RexNode variable(List<String> names, boolean alone, int position) {
    Variable variable = variables.find(names, alone);
    if (variable == null) {
      return null;
    }
    if (variable.names() == names.size()) {
      return parameter(variable, position);
    }
    List<Field> row = variable.row();
    if (row == null || variable.names() + 1 != names.size()) {
      return null;
    }
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i).name().equals(names.getLast())) {
        return field(parameter(variable, position), row, i, position);
      }
    }
    return null;
  }

  private RexNode field(RexNode value, List<Field> row, int index, int position) {
    Field field = row.get(index);
    return analysis.call(
        new Shape.Field(index),
        analysis.types.of(field.type(), field.typmod()),
        List.of(value),
        position);
  }

  private RexNode parameter(Variable variable, int position) {
    InlinedArguments inlined = analysis.arguments;
    if (inlined != null) {
      return inlined.use(variable.index());
    }
    analysis.parameters.use(variable.index(), variable.type());
    return analysis.parameter(variable.index(), type(variable), position);
  }

  private RelDataType type(Variable variable) {
    List<Field> row = variable.row();
    if (row == null || variable.type() != Types.RECORD) {
      return analysis.types.of(variable.type(), variable.typmod());
    }
    List<String> names = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (Field field : row) {
      names.add(field.name());
      types.add(analysis.types.of(field.type(), field.typmod()));
    }
    return analysis.types.record(names, types);
  }
}
