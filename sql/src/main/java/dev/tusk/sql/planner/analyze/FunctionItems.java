package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.grammar.FunctionTable;
import dev.tusk.sql.grammar.PgTypeName;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.ResolvedType;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.FromAnalyzer.Part;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Functions in FROM. */
final class FunctionItems {
  private final Analysis analysis;

  FunctionItems(Analysis analysis) {
    this.analysis = analysis;
  }

  Part function(
      FunctionTable node,
      @Nullable String alias,
      List<String> columns,
      @Nullable Scope lateral,
      @Nullable Correlation correlation) {
    Scope scope = new Scope(analysis, lateral, correlation);
    ExpressionAnalyzer expressions = new ExpressionAnalyzer(analysis, scope, Clause.FROM_FUNCTION);
    String name = alias == null ? ColumnNames.of(node.items().getFirst().call()) : alias;
    List<Called> called = called(node, expressions);
    List<Rels.FunctionCall> calls = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    List<FromItem.Called> resolved = new ArrayList<>();
    for (Called given : called) {
      Columns result = columns(given, called.size() == 1 && alias != null ? alias : given.name());
      Called one = given.columns().isEmpty() ? given : given.as(analysis.types, result);
      names.addAll(result.names());
      types.addAll(result.types());
      RexNode value = analysis.coercion.unknownToText(one.value());
      calls.add(new Rels.FunctionCall(value, result.types().size()));
      resolved.add(new FromItem.Called(value, definitions(one, result)));
    }
    if (node.withOrdinality()) {
      types.add(analysis.types.of(Types.INT8));
      names.add("ordinality");
    }
    FromItem item =
        new FromItem.Functions(
            resolved,
            node.withOrdinality(),
            name,
            alias,
            columns,
            List.copyOf(names),
            lateral != null
                && lateral.inner() == Clause.LATERAL
                && called.stream().anyMatch(c -> readsLeft(c.value(), correlation)));
    for (int i = 0; i < Math.min(columns.size(), names.size()); i++) {
      names.set(i, columns.get(i));
    }
    RelNode inlined =
        calls.size() == 1 && !node.withOrdinality()
            ? new Inlining(analysis).rows(calls.getFirst().call(), names, types)
            : null;
    RelNode rel =
        inlined != null
            ? inlined
            : new Rels.FunctionRows(
                analysis.cluster,
                calls,
                node.withOrdinality(),
                name,
                List.copyOf(names),
                analysis.types.row(types));
    Part part =
        FromAnalyzer.item(
            analysis, rel, name, FromAnalyzer.renamed(fields(names, types), columns, name), item);
    return types.size() == 1
            && RelTypes.composite(called.getFirst().value().getType()) == null
            && RelTypes.typeOf(called.getFirst().value()) != Types.RECORD
        ? new Part(rel, List.of(part.items().getFirst().asScalar()), item)
        : part;
  }

  /** Whether a call reads a field of the items to its left, and not only of queries around. */
  private static boolean readsLeft(RexNode node, @Nullable Correlation correlation) {
    return Rex.any(
        node,
        n ->
            PgCall.shapeOf(n) instanceof Shape.Outer(Correlation own, int index)
                && own == correlation
                && !Rex.fields(own.values().get(index)).isEmpty());
  }

  private static List<FromItem.Definition> definitions(Called called, Columns result) {
    List<FromItem.Definition> definitions = new ArrayList<>();
    if (!called.columns().isEmpty()) {
      for (int i = 0; i < result.names().size(); i++) {
        definitions.add(new FromItem.Definition(result.names().get(i), result.types().get(i)));
      }
    }
    return definitions;
  }

  /** A call, what it is named, and the column definition list it has. */
  private record Called(
      RexNode value, String name, int position, List<FunctionTable.ColumnDefinition> columns) {
    /** The call of a function whose record has these columns. */
    Called as(RelTypes types, Columns fields) {
      RelDataType type = types.record(fields.names(), fields.types());
      return value instanceof RexCall call
          ? new Called(call.clone(type, call.operands), name, position, columns)
          : this;
    }
  }

  private List<Called> called(FunctionTable node, ExpressionAnalyzer expressions) {
    List<Called> called = new ArrayList<>();
    for (FunctionTable.Item item : node.items()) {
      String name = ColumnNames.of(item.call());
      int position = ExpressionAnalyzer.position(item.call());
      if (name.equals("unnest")
          && item.call() instanceof SqlCall call
          && call.operandCount() > 1
          && item.columns().isEmpty()) {
        for (SqlNode operand : call.getOperandList()) {
          called.add(new Called(unnest(operand, expressions, position), name, position, List.of()));
        }
      } else {
        RexNode value = expressions.analyze(item.call());
        if (!Rex.setReturning(value)) {
          SetReturning.refuseBelowTop(value);
        }
        called.add(new Called(value, name, position, item.columns()));
      }
    }
    if (node.columns().isEmpty()) {
      return called;
    }
    checkDefinitions(node, called.size());
    Called only = called.getFirst();
    return List.of(new Called(only.value(), only.name(), only.position(), node.columns()));
  }

  private static void checkDefinitions(FunctionTable node, int functions) {
    String problem = null;
    String hint = "";
    if (functions > 1 && node.items().size() == 1) {
      problem = "UNNEST() with multiple arguments cannot have a column definition list";
      hint =
          "Use separate UNNEST() calls inside ROWS FROM(), and attach a column definition list to"
              + " each one.";
    } else if (functions > 1) {
      problem = "ROWS FROM() with multiple functions cannot have a column definition list";
      hint = "Put a separate column definition list for each function inside ROWS FROM().";
    } else if (node.withOrdinality()) {
      problem = "WITH ORDINALITY cannot be used with a column definition list";
      hint = "Put the column definition list inside ROWS FROM().";
    }
    if (problem != null) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, problem)
          .withHint(hint)
          .at(node.columns().getFirst().position());
    }
  }

  /** One of the arrays of {@code unnest(a, b)}. */
  private RexNode unnest(SqlNode operand, ExpressionAnalyzer expressions, int position) {
    var resolved =
        analysis.functionResolution.resolve(
            null,
            "unnest",
            CallArguments.of(List.of(expressions.analyze(operand))),
            false,
            position);
    return analysis.call(
        new Shape.Function(java.util.Objects.requireNonNull(resolved.function())),
        resolved.result(),
        resolved.arguments(),
        position);
  }

  private record Columns(List<String> names, List<RelDataType> types) {}

  /** A composite's fields, else one column named as the alias or function. */
  private Columns columns(Called called, String name) {
    RexNode value = called.value();
    RelTypes.Composite composite = RelTypes.composite(value.getType());
    Type type = RelTypes.typeOf(value);
    if (!called.columns().isEmpty()) {
      if (type != Types.RECORD || composite != null) {
        throw SqlException.of(
                SqlState.SYNTAX_ERROR,
                "a column definition list is only allowed for functions returning \"record\"")
            .at(called.columns().getFirst().position());
      }
      return defined(called.columns());
    }
    if (composite != null) {
      return new Columns(composite.names(), composite.types());
    }
    if (type == Types.RECORD) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              "a column definition list is required for functions returning \"record\"")
          .at(called.position());
    }
    String out =
        PgCall.shapeOf(value) instanceof Shape.Function(FunctionSignature function)
            ? OutParameters.single(analysis.functions.parameters(function))
            : null;
    return new Columns(List.of(out == null ? name : out), List.of(value.getType()));
  }

  private Columns defined(List<FunctionTable.ColumnDefinition> definitions) {
    List<String> names = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (FunctionTable.ColumnDefinition definition : definitions) {
      ResolvedType type =
          new TypeResolution(analysis.catalog)
              .resolve((PgTypeName) definition.type().getTypeNameSpec());
      names.add(definition.name());
      types.add(analysis.types.of(type.type(), type.typmod()));
    }
    return new Columns(names, types);
  }

  private static List<ScopeColumn> fields(List<String> names, List<RelDataType> types) {
    List<ScopeColumn> fields = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      fields.add(new ScopeColumn(names.get(i), new RexInputRef(i, types.get(i)), 0, 0));
    }
    return fields;
  }
}
