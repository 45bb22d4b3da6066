package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.contrib.LibraryFunction;
import dev.tusk.executor.contrib.LibraryLanguage;
import dev.tusk.sql.function.FactTable;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What pg_proc tells of a function besides its signature. PostgreSQL 15's values for the functions
 * that it has too ({@code function-details.tsv}), those of a plain C function for all others.
 *
 * @param source {@code prosrc}
 * @param cost {@code procost}, in units of cpu_operator_cost
 * @param rows {@code prorows} of a set-returning function
 * @param support OID of the planner's support function, or 0
 * @param modes {@code proargmodes}; null where all arguments are only read
 * @param allTypes {@code proallargtypes}; null where no argument is an output
 * @param defaults the expressions of the last arguments, as pg_get_expr prints them
 */
record FunctionDetails(
    String source,
    boolean leakproof,
    String parallel,
    float cost,
    float rows,
    long support,
    @Nullable List<String> modes,
    @Nullable List<String> names,
    @Nullable List<Type> allTypes,
    @Nullable String defaults) {

  /** Read when pg_proc is first looked at. */
  private static final class Known {
    static final Map<Integer, FunctionDetails> BY_OID =
        FactTable.read(FunctionDetails.class, "function-details.tsv").stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    line -> Integer.parseInt(line[0]), FunctionDetails::parse));
  }

  static FunctionDetails of(FunctionSignature function) {
    Routine routine = function.routine();
    if (routine != null) {
      return of(routine);
    }
    FunctionDetails known = Known.BY_OID.get(function.oid());
    if (known == null) {
      float rows = function.kind() == FunctionSignature.Kind.SET ? 1000f : 0f;
      List<String> modes = function.variadic() ? variadicLast(function.arguments().size()) : null;
      return new FunctionDetails(function.name(), false, "s", 1f, rows, 0, modes, null, null, null);
    }
    return known.source.equals("=") ? known.withSource(function.name()) : known;
  }

  private static FunctionDetails of(Routine routine) {
    List<Parameter> parameters = routine.parameters();
    boolean plain = parameters.stream().allMatch(p -> p.mode() == Parameter.Mode.IN);
    List<String> names =
        parameters.stream().map(p -> Objects.requireNonNullElse(p.name(), "")).toList();
    List<String> defaults =
        parameters.stream()
            .map(Parameter::defaultText)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    return new FunctionDetails(
        symbol(routine),
        routine.leakproof(),
        String.valueOf(routine.parallel()),
        routine.cost(),
        routine.rows(),
        0,
        plain ? null : parameters.stream().map(p -> String.valueOf(p.mode().code())).toList(),
        names.stream().allMatch(String::isEmpty) ? null : names,
        plain ? null : parameters.stream().map(Parameter::type).toList(),
        defaults.isEmpty() ? null : String.join(", ", defaults));
  }

  private static String symbol(Routine routine) {
    return routine.language().equals(LibraryLanguage.NAME)
        ? LibraryFunction.of(routine.source()).symbol()
        : routine.source();
  }

  private static List<String> variadicLast(int arguments) {
    String[] modes = new String[arguments];
    Arrays.fill(modes, "i");
    modes[arguments - 1] = "v";
    return List.of(modes);
  }

  private static FunctionDetails parse(String[] f) {
    return new FunctionDetails(
        f[1],
        f[2].equals("t"),
        f[3],
        Float.parseFloat(f[4]),
        Float.parseFloat(f[5]),
        f[6].equals("-") ? 0 : Long.parseLong(f[6]),
        list(f[7], mode -> mode),
        list(f[8], name -> name),
        list(f[9], name -> Types.byName(name).orElse(Types.ANY)),
        f[10].equals("-") ? null : f[10]);
  }

  private static <T> @Nullable List<T> list(String field, Function<String, T> element) {
    return field.equals("-") ? null : Arrays.stream(field.split(",", -1)).map(element).toList();
  }

  private FunctionDetails withSource(String name) {
    return new FunctionDetails(
        name, leakproof, parallel, cost, rows, support, modes, names, allTypes, defaults);
  }

  @Nullable ArrayValue modesArray() {
    return modes == null ? null : ArrayValue.of(Types.CHAR, modes);
  }

  @Nullable ArrayValue namesArray() {
    return names == null ? null : CatalogArrays.texts(names);
  }

  @Nullable ArrayValue allTypesArray() {
    return allTypes == null
        ? null
        : ArrayValue.of(
            Types.OID, allTypes.stream().map(type -> (Object) (long) type.oid()).toList());
  }
}
