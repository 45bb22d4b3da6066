package dev.tusk.sql.function;

import dev.tusk.sql.function.Parameter.Mode;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.EnumType;
import dev.tusk.sql.type.MultirangeType;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All functions, operators and casts: PostgreSQL 15's names, signatures and OIDs as far as Tusk has
 * them, and pgvector's. The planner resolves calls with it; pg_proc, pg_operator and pg_cast show
 * it.
 *
 * <p>The lists are the tables {@code functions.tsv}, {@code support-functions.tsv}, {@code
 * operators.tsv} and {@code casts.tsv} beside this class. Immutable.
 */
public final class FunctionCatalog {
  private static final FunctionCatalog BUILTIN = new FunctionCatalog();

  private final Map<Integer, FunctionSignature> byOid = new LinkedHashMap<>();
  private final Map<FunctionSignature, String> extensions = new HashMap<>();
  private final Set<FunctionSignature> informationSchema = new HashSet<>();
  private final Map<String, List<FunctionSignature>> functions = new HashMap<>();
  private final Map<Integer, List<Parameter>> parameters = new HashMap<>();
  private final Map<Integer, FunctionSignature> support = new LinkedHashMap<>();
  private final Map<String, List<OperatorSignature>> operators = new HashMap<>();
  private final List<OperatorSignature> allOperators = new ArrayList<>();
  private final Map<Type, Map<Type, CastSignature>> casts = new HashMap<>();
  private final List<CastSignature> allCasts = new ArrayList<>();

  private FunctionCatalog() {
    read("functions.tsv").forEach(this::addFunction);
    read("support-functions.tsv").forEach(this::addSupportFunction);
    read("parameters.tsv").forEach(this::addParameters);
    read("operators.tsv").forEach(this::addOperator);
    read("casts.tsv").forEach(this::addCast);
  }

  public static FunctionCatalog builtin() {
    return BUILTIN;
  }

  /**
   * The parameters of a function, outputs included: those of a built-in one mostly have neither
   * names nor defaults.
   */
  public List<Parameter> parameters(FunctionSignature function) {
    Routine routine = function.routine();
    if (routine != null) {
      return routine.parameters();
    }
    List<Parameter> known = parameters.get(function.oid());
    return known == null ? nameless(function) : known;
  }

  private static List<Parameter> nameless(FunctionSignature function) {
    List<Parameter> nameless = new ArrayList<>();
    for (Type type : function.arguments()) {
      boolean last = nameless.size() == function.arguments().size() - 1;
      Mode mode = last && function.variadic() ? Mode.VARIADIC : Mode.IN;
      nameless.add(new Parameter(null, mode, type, null));
    }
    return nameless;
  }

  /** Functions of that name, of all kinds and extensions. */
  public List<FunctionSignature> functions(String name) {
    return functions.getOrDefault(name, List.of());
  }

  /** The operator by which an exclusion constraint compares two values of a type. */
  public Optional<OperatorSignature> exclusion(String name, Type type) {
    Type compared = type.comparedAs();
    List<OperatorSignature> same =
        operators(name, false).stream().filter(o -> o.left() == o.right()).toList();
    return same.stream()
        .filter(o -> o.right() == type || o.right() == compared)
        .findFirst()
        .or(() -> same.stream().filter(o -> o.right() == pseudo(compared)).findFirst());
  }

  /** The pseudo-type whose operators a type has. */
  private static @Nullable Type pseudo(Type type) {
    return switch (type) {
      case RangeType _ -> Types.ANYRANGE;
      case MultirangeType _ -> Types.ANYMULTIRANGE;
      case EnumType _ -> Types.ANYENUM;
      case CompositeType _ -> Types.RECORD;
      default -> type.isArray() ? Types.ANYARRAY : null;
    };
  }

  /** Operators of that spelling, prefix or binary. */
  public List<OperatorSignature> operators(String name, boolean prefix) {
    return operators.getOrDefault((prefix ? "prefix " : "") + name, List.of());
  }

  public @Nullable CastSignature cast(Type source, Type target) {
    return casts.getOrDefault(source, Map.of()).get(target);
  }

  public @Nullable FunctionSignature function(int oid) {
    return byOid.get(oid);
  }

  /**
   * Functions that other objects of the catalog name and that SQL does not call: how types are read
   * and written, what aggregates are made of, what estimates operators' selectivity.
   */
  public List<FunctionSignature> supportFunctions() {
    return List.copyOf(support.values());
  }

  /** A function that may be called or a support function, by its OID. */
  public @Nullable FunctionSignature callableOrSupport(int oid) {
    FunctionSignature function = byOid.get(oid);
    return function == null ? support.get(oid) : function;
  }

  /** Support functions of that name. */
  public List<FunctionSignature> supportFunctions(String name) {
    return support.values().stream().filter(f -> f.name().equals(name)).toList();
  }

  /** The binary operator of exactly these operand types. */
  public @Nullable OperatorSignature exactOperator(String name, Type left, Type right) {
    return operators(name, false).stream()
        .filter(o -> left.equals(o.left()) && right.equals(o.right()))
        .findFirst()
        .orElse(null);
  }

  /** The prefix operator of exactly this operand type. */
  public @Nullable OperatorSignature exactOperator(String name, Type operand) {
    return operators(name, true).stream()
        .filter(o -> operand.equals(o.right()))
        .findFirst()
        .orElse(null);
  }

  /** The extension that brings the function; null for one that is always there. */
  public @Nullable String extensionOf(FunctionSignature function) {
    return extensions.get(function);
  }

  /** Whether the function is one of information_schema, which must be written before its name. */
  public boolean ofInformationSchema(FunctionSignature function) {
    return informationSchema.contains(function);
  }

  /** All that can be called. */
  public List<FunctionSignature> allFunctions() {
    return List.copyOf(byOid.values());
  }

  public List<OperatorSignature> allOperators() {
    return List.copyOf(allOperators);
  }

  public List<CastSignature> allCasts() {
    return List.copyOf(allCasts);
  }

  private void addParameters(String[] f) {
    List<Parameter> list = new ArrayList<>();
    for (int i = 1; i < f.length; i++) {
      String[] p = f[i].split(" ", 4);
      list.add(
          new Parameter(
              orNull(p[1]), Mode.of(p[0].charAt(0)), type(p[2]), p.length > 3 ? p[3] : null));
    }
    parameters.put(Integer.parseInt(f[0]), List.copyOf(list));
  }

  private static List<String[]> read(String file) {
    return FactTable.read(FunctionCatalog.class, file);
  }

  private static Type type(String name) {
    return Types.byName(name).orElseThrow(() -> new IllegalStateException("no type " + name));
  }

  private static @Nullable String orNull(String field) {
    return field.equals("-") ? null : field;
  }

  private void addFunction(String[] f) {
    FunctionSignature function = signature(f);
    byOid.put(function.oid(), function);
    functions.computeIfAbsent(function.name(), _ -> new ArrayList<>()).add(function);
    if (f[9].equals("information_schema")) {
      informationSchema.add(function);
    } else if (!f[9].equals("-")) {
      extensions.put(function, f[9]);
    }
  }

  private void addSupportFunction(String[] f) {
    FunctionSignature function = signature(f);
    if (!byOid.containsKey(function.oid())) {
      support.put(function.oid(), function);
      if (!f[9].equals("-")) {
        extensions.put(function, f[9]);
      }
    }
  }

  private static FunctionSignature signature(String[] f) {
    List<Type> arguments =
        f[2].equals("-")
            ? List.of()
            : Arrays.stream(f[2].split(",")).map(FunctionCatalog::type).toList();
    FunctionSignature.Kind kind =
        switch (f[4]) {
          case "s" -> FunctionSignature.Kind.SCALAR;
          case "r" -> FunctionSignature.Kind.SET;
          case "a" -> FunctionSignature.Kind.AGGREGATE;
          default -> FunctionSignature.Kind.WINDOW;
        };
    FunctionSignature.Volatility volatility =
        switch (f[6]) {
          case "i" -> FunctionSignature.Volatility.IMMUTABLE;
          case "s" -> FunctionSignature.Volatility.STABLE;
          default -> FunctionSignature.Volatility.VOLATILE;
        };
    return new FunctionSignature(
        Integer.parseInt(f[0]),
        f[1],
        arguments,
        f[7].equals("variadic"),
        Integer.parseInt(f[8]),
        type(f[3]),
        kind,
        f[5].equals("strict"),
        volatility);
  }

  private FunctionSignature functionOf(String oid) {
    FunctionSignature function = byOid.get(Integer.parseInt(oid));
    if (function == null) {
      throw new IllegalStateException("no function " + oid);
    }
    return function;
  }

  private void addOperator(String[] f) {
    boolean prefix = f[2].equals("-");
    OperatorSignature operator =
        new OperatorSignature(
            Integer.parseInt(f[0]),
            f[1],
            prefix ? null : type(f[2]),
            type(f[3]),
            type(f[4]),
            functionOf(f[5]),
            orNull(f[6]),
            orNull(f[7]));
    allOperators.add(operator);
    operators
        .computeIfAbsent((prefix ? "prefix " : "") + f[1], _ -> new ArrayList<>())
        .add(operator);
  }

  private void addCast(String[] f) {
    CastSignature cast =
        new CastSignature(
            type(f[0]),
            type(f[1]),
            switch (f[2]) {
              case "i" -> CastSignature.Context.IMPLICIT;
              case "a" -> CastSignature.Context.ASSIGNMENT;
              default -> CastSignature.Context.EXPLICIT;
            },
            switch (f[3]) {
              case "f" -> CastSignature.Method.FUNCTION;
              case "b" -> CastSignature.Method.RELABEL;
              default -> CastSignature.Method.INOUT;
            },
            f[4].equals("0") ? null : functionOf(f[4]));
    allCasts.add(cast);
    casts.computeIfAbsent(cast.source(), _ -> new HashMap<>()).put(cast.target(), cast);
  }
}
