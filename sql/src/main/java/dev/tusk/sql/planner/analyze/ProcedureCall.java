package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.function.Parameter.Mode;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** CALL: which procedure is meant, and what it is given. */
public final class ProcedureCall {
  private final Analysis analysis;
  private final List<RexNode> arguments = new ArrayList<>();
  private final List<RexNode> outputArguments = new ArrayList<>();
  private final List<OutputColumn> output = new ArrayList<>();
  private FunctionResolution.@Nullable Resolved resolved;

  public ProcedureCall(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Resolves a call as written. What is given for OUT parameters only helps to find it. */
  public void analyze(SqlNode call) {
    Scope scope = new Scope(analysis, null, null);
    ExpressionAnalyzer expressions = new ExpressionAnalyzer(analysis, scope, Clause.CALL_ARGUMENT);
    FunctionResolution.Resolved found = new CallAnalyzer(expressions).procedure(call);
    resolved = found;
    List<Parameter> parameters = analysis.functions.parameters(procedure());
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).mode() != Mode.OUT) {
        arguments.add(found.arguments().get(i));
      }
      if (parameters.get(i).mode().output()) {
        outputArguments.add(found.arguments().get(i));
      }
    }
    List<String> names = OutParameters.names(parameters);
    List<Type> types =
        found.outputs().isEmpty()
            ? parameters.stream().filter(p -> p.mode().output()).map(Parameter::type).toList()
            : found.outputs();
    for (int i = 0; i < types.size(); i++) {
      output.add(new OutputColumn(names.get(i), types.get(i), -1, 0, 0));
    }
  }

  public FunctionSignature procedure() {
    return Objects.requireNonNull(Objects.requireNonNull(resolved).function());
  }

  /** For the parameters that take values. */
  public List<RexNode> arguments() {
    return arguments;
  }

  /** For the outputs, in order. */
  public List<RexNode> outputArguments() {
    return outputArguments;
  }

  public Type result() {
    return Objects.requireNonNull(resolved).result();
  }

  public List<OutputColumn> output() {
    return output;
  }
}
