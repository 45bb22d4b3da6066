package dev.tusk.executor.function;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;

/**
 * A line of a table of cases: {@code key | type:value | … => expected}. A value {@code \N} is NULL,
 * {@code ⏎} a newline. An aggregate's arguments are arrays, a row for each element; before {@code
 * direct:} stand those of an ordered-set aggregate. Rows of a set are joined with {@code ;}.
 */
record FunctionCase(String key, List<Argument> arguments, String expected) {
  record Argument(Type type, String text, boolean direct) {
    Object value() {
      return text == null ? null : type.parse(text, FakeContext.SETTINGS);
    }
  }

  static FunctionCase parse(String line) {
    int arrow = line.lastIndexOf(" => ");
    String call = arrow < 0 ? line : line.substring(0, arrow);
    String expected = arrow < 0 ? null : line.substring(arrow + 4);
    String[] parts = call.split(" \\| ", -1);
    List<Argument> arguments = new ArrayList<>();
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      boolean direct = part.startsWith("direct:");
      String typed = direct ? part.substring(7) : part;
      int colon = typed.indexOf(':');
      String value = typed.substring(colon + 1).replace('⏎', '\n');
      arguments.add(
          new Argument(
              Types.byName(typed.substring(0, colon)).orElseThrow(),
              value.equals("\\N") ? null : value,
              direct));
    }
    return new FunctionCase(parts[0], arguments, expected);
  }

  FunctionSignature signature() {
    return FunctionCatalog.builtin().allFunctions().stream()
        .filter(f -> f.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no function " + key));
  }

  String run(FunctionLibrary library) {
    try {
      return text(call(library)).replace('\n', '⏎');
    } catch (SqlException e) {
      return ("ERROR " + e.state().code() + ": " + e.text()).replace('\n', '⏎');
    }
  }

  private record Result(Type type, Object value) {}

  private String text(Result result) {
    if (result.value() == null) {
      return "NULL";
    }
    if (result.value() instanceof Iterator<?> rows) {
      StringJoiner joined = new StringJoiner(" ; ");
      while (rows.hasNext()) {
        joined.add(text(new Result(result.type(), rows.next())));
      }
      return joined.toString();
    }
    return result.type().toText(result.value(), FakeContext.SETTINGS);
  }

  private Result call(FunctionLibrary library) {
    FunctionSignature signature = signature();
    boolean aggregate = signature.kind() == FunctionSignature.Kind.AGGREGATE;
    List<Type> types =
        arguments.stream()
            .map(a -> aggregate && !a.direct() ? a.type().elementType() : a.type())
            .toList();
    Type result = result(signature, types);
    FunctionBody body = library.bind(signature, types, result);
    FunctionContext context = new FakeContext();
    Object[] values = arguments.stream().map(Argument::value).toArray();
    if (aggregate) {
      return new Result(
          result, aggregate(((FunctionBody.Aggregate) body).start(context), values, signature));
    }
    if (signature.strict() && Arrays.asList(values).contains(null)) {
      return new Result(result, null);
    }
    Object value =
        switch (body) {
          case FunctionBody.NoArgument none -> none.call(context);
          case FunctionBody.OneArgument one -> one.call(values[0], context);
          case FunctionBody.TwoArguments two -> two.call(values[0], values[1], context);
          case FunctionBody.AnyArguments any -> any.call(values, context);
          case FunctionBody.SetOfRows set -> set.call(values, context);
          case FunctionBody.Aggregate _ -> throw new AssertionError();
        };
    return new Result(result, value);
  }

  private Object aggregate(Accumulator state, Object[] values, FunctionSignature signature) {
    int rows = arguments.isEmpty() ? 0 : ((ArrayValue) values[values.length - 1]).size();
    for (int i = 0; i < rows; i++) {
      Object[] row = new Object[values.length];
      for (int j = 0; j < row.length; j++) {
        row[j] = arguments.get(j).direct() ? values[j] : ((ArrayValue) values[j]).get(i);
      }
      if (!signature.strict() || !Arrays.asList(row).contains(null)) {
        state.add(row);
      }
    }
    return state.result();
  }

  private static Type result(FunctionSignature signature, List<Type> types) {
    String declared = signature.result().name();
    if (!declared.startsWith("any")) {
      return signature.result();
    }
    for (int i = 0; i < types.size(); i++) {
      String name = signature.arguments().get(i).name();
      boolean array = name.endsWith("array") && !name.endsWith("nonarray");
      if (!name.startsWith("any") || types.get(i) == null) {
        continue;
      }
      if (declared.endsWith("array")) {
        return array ? types.get(i) : Types.array(types.get(i));
      }
      return array ? types.get(i).elementType() : types.get(i);
    }
    throw new IllegalStateException("result of " + signature.key());
  }

  static FormatSettings settings() {
    return FakeContext.SETTINGS;
  }
}
