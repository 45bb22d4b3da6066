package dev.tusk.sql.planner;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.FunctionTable;
import dev.tusk.sql.grammar.PgTypeName;
import dev.tusk.sql.planner.FromAnalyzer.Part;
import dev.tusk.sql.planner.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
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
    String functionName = ColumnNames.of(node.call());
    String name = alias == null ? functionName : alias;
    if (functionName.equals("unnest")
        && node.call() instanceof SqlCall call
        && call.operandCount() > 1) {
      return unnest(call, node, name, columns, expressions);
    }
    RexNode value = expressions.analyze(node.call());
    Columns result = columns(value, node, name, alias != null);
    List<RelDataType> types = new ArrayList<>(result.types());
    List<String> names = new ArrayList<>(result.names());
    if (node.withOrdinality()) {
      types.add(analysis.types.of(Types.INT8));
      names.add("ordinality");
    }
    for (int i = 0; i < Math.min(columns.size(), names.size()); i++) {
      names.set(i, columns.get(i));
    }
    RelNode rel =
        new Rels.FunctionRows(
            analysis.cluster,
            analysis.coercion.unknownToText(value),
            Rex.setReturning(value),
            node.withOrdinality(),
            name,
            List.copyOf(names),
            analysis.types.row(types));
    Part part =
        FromAnalyzer.item(
            rel,
            name,
            null,
            null,
            FromAnalyzer.renamed(fields(names, types), columns, name),
            List.of());
    return types.size() == 1 && Coercion.typeOf(value) != Types.RECORD
        ? new Part(rel, List.of(part.items().getFirst().asScalar()))
        : part;
  }

  private record Columns(List<String> names, List<RelDataType> types) {}

  /** A composite's fields, else one column named as the alias or function. */
  private Columns columns(RexNode value, FunctionTable node, String name, boolean aliased) {
    RelTypes.Composite composite = RelTypes.composite(value.getType());
    Type type = Coercion.typeOf(value);
    if (!node.columns().isEmpty()) {
      if (type != Types.RECORD || composite != null) {
        throw SqlException.of(
                SqlState.SYNTAX_ERROR,
                "a column definition list is only allowed for functions returning \"record\"")
            .at(ExpressionAnalyzer.position(node));
      }
      return defined(node);
    }
    if (composite != null) {
      return new Columns(composite.names(), composite.types());
    }
    if (type == Types.RECORD) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              "a column definition list is required for functions returning \"record\"")
          .at(ExpressionAnalyzer.position(node.call()));
    }
    String column = !aliased && name.startsWith("json") ? singleOut(name) : name;
    return new Columns(List.of(column), List.of(value.getType()));
  }

  /** Functions with one OUT parameter call their column after it. */
  private static String singleOut(String name) {
    return switch (name) {
      case "json_array_elements",
          "json_array_elements_text",
          "jsonb_array_elements",
          "jsonb_array_elements_text" ->
          "value";
      default -> name;
    };
  }

  private Columns defined(FunctionTable node) {
    List<String> names = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (FunctionTable.ColumnDefinition definition : node.columns()) {
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

  /** {@code unnest(a, b)}: side by side, the shorter one filled with NULLs. */
  private Part unnest(
      SqlCall call,
      FunctionTable node,
      String name,
      List<String> columns,
      ExpressionAnalyzer expressions) {
    if (node.withOrdinality()) {
      throw SqlException.notSupported("unnest of several arrays WITH ORDINALITY")
          .at(ExpressionAnalyzer.position(node));
    }
    List<RexNode> sets = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      RexNode array = expressions.analyze(operand);
      var resolved =
          analysis.functionResolution.resolve(
              null, "unnest", List.of(array), false, false, ExpressionAnalyzer.position(call));
      RexNode set =
          analysis.call(
              new Shape.Function(java.util.Objects.requireNonNull(resolved.function())),
              resolved.result(),
              resolved.arguments(),
              ExpressionAnalyzer.position(call));
      sets.add(set);
      names.add("unnest");
      types.add(set.getType());
    }
    RelNode row =
        new Rels.Rows(analysis.cluster, List.of(List.of()), analysis.types.row(List.of()), "");
    RelNode rel = new Rels.Unfold(row, sets, analysis.types.row(types));
    return FromAnalyzer.item(
        rel,
        name,
        null,
        null,
        FromAnalyzer.renamed(fields(names, types), columns, name),
        List.of());
  }
}
