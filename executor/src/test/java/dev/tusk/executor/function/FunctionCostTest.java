package dev.tusk.executor.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.executor.expression.Extent;
import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionCost;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.pgcatalog.CatalogFunctions;
import dev.tusk.executor.pgcatalog.SessionFunctions;
import dev.tusk.executor.routine.TextSearchQueries;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.PolymorphicType;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said to be bounded is so: called with the largest values that are let in, in time that
 * neighbours do not notice, and without making anything larger.
 */
class FunctionCostTest {
  private static final int LARGE = 1 << 16;

  /** Of processor time: the machine may be busy. */
  private static final long MOST_NANOS = 30_000_000;

  private static final FunctionLibrary LIBRARY = library();

  private static FunctionLibrary library() {
    FunctionLibrary library = BuiltinFunctions.library();
    CatalogFunctions.register(library);
    SessionFunctions.register(library, "PostgreSQL");
    TextSearchQueries.register(library);
    return library;
  }

  private static String sparse() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 1; i <= 15_999; i++) {
      text.append(i).append(":0.25,");
    }
    return text.append("16000:1}/16000").toString();
  }

  /** The largest that may come from a row or a parameter, and in which there is most to do. */
  private static final Map<String, String> LARGEST =
      Map.ofEntries(
          Map.entry("text", " ".repeat(LARGE - 1) + "x"),
          Map.entry("bpchar", "É".repeat(LARGE / 2)),
          Map.entry("varchar", "x".repeat(LARGE)),
          Map.entry("name", "n".repeat(63)),
          Map.entry("bytea", "\\x" + "ab".repeat(LARGE)),
          Map.entry("numeric", "9".repeat(250) + "." + "7".repeat(150)),
          Map.entry("jsonb", "[" + "\"abcdefgh\", ".repeat(LARGE / 12) + "1]"),
          Map.entry("vector", "[" + "0.25,".repeat(15_999) + "1]"),
          Map.entry("halfvec", "[" + "0.25,".repeat(15_999) + "1]"),
          Map.entry("sparsevec", sparse()),
          Map.entry("bit", "10".repeat(LARGE / 2)),
          Map.entry("varbit", "10".repeat(LARGE / 2)),
          Map.entry("anyarray", "{" + "7,".repeat(LARGE / 4) + "7}"),
          Map.entry("anyrange", "[1,2147483646]"),
          Map.entry("anymultirange", "{" + "[1,3),[5,7),".repeat(LARGE / 16) + "[9,11)}"),
          Map.entry("_text", "{" + "0,".repeat(LARGE / 4) + "0}"),
          Map.entry("_int4", "{" + "7,".repeat(15_999) + "7}"),
          Map.entry("_float4", "{" + "0.5,".repeat(15_999) + "0.5}"),
          Map.entry("_float8", "{" + "0.5,".repeat(15_999) + "0.5}"),
          Map.entry("int2", "31999"),
          Map.entry("bool", "t"),
          Map.entry("char", "c"),
          Map.entry("float4", "1.5e30"),
          Map.entry("float8", "1.5e300"),
          Map.entry("uuid", "00000000-0000-0000-0000-000000000001"),
          Map.entry("date", "2999-12-31"),
          Map.entry("time", "23:59:59"),
          Map.entry("timetz", "23:59:59+03"),
          Map.entry("timestamp", "2999-12-31 23:59:59"),
          Map.entry("timestamptz", "2999-12-31 23:59:59+00"),
          Map.entry("tid", "(1,1)"),
          Map.entry("interval", "100000 years"));

  static Stream<FunctionSignature> bounded() {
    return FunctionCatalog.builtin().allFunctions().stream()
        .filter(function -> FunctionCost.of(function) != FunctionCost.UNBOUNDED)
        .filter(function -> !function.variadic() && !function.arguments().isEmpty());
  }

  private static Object largest(Type type) {
    String text = LARGEST.getOrDefault(type.name(), "1999999");
    return actual(type).parse(text, FakeContext.SETTINGS);
  }

  /** What a polymorphic type stands for here. */
  private static Type actual(Type type) {
    PolymorphicType polymorphic = PolymorphicType.of(type);
    RangeType range = RangeType.of(Types.byName("int4range").orElseThrow());
    return polymorphic == null
        ? type
        : Objects.requireNonNull(polymorphic.stand(Types.INT4, range, Types::array));
  }

  private static Object call(FunctionSignature function, Object[] arguments) {
    List<Type> types = new ArrayList<>();
    for (Type type : function.arguments()) {
      types.add(actual(type));
    }
    FunctionBody body = LIBRARY.bind(function, types, function.result());
    FakeContext context = new FakeContext();
    try {
      return switch (body) {
        case FunctionBody.OneArgument one -> one.call(arguments[0], context);
        case FunctionBody.TwoArguments two -> two.call(arguments[0], arguments[1], context);
        case FunctionBody.AnyArguments any -> any.call(arguments, context);
        default -> throw new AssertionError(function.key() + " is not a scalar function");
      };
    } catch (SqlException e) {
      return e.getMessage();
    }
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void whatMayRunInPlaceIsQuickWithTheLargestValues(FunctionSignature function) {
    Object[] arguments = function.arguments().stream().map(FunctionCostTest::largest).toArray();
    long best = Long.MAX_VALUE;
    Object result = null;
    for (int i = 0; i < 4 && best > MOST_NANOS; i++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      result = call(function, arguments);
      best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
    assertThat(best).as(function.key()).isLessThan(MOST_NANOS);
    long given = Stream.of(arguments).mapToLong(Extent::of).sum();
    // A number that has outgrown what is let in is still no larger than its factors together.
    long made = result instanceof Numeric n ? n.decimal().precision() : Extent.of(result);
    assertThat(made).as(function.key()).isLessThan(4 * given + 1000);
  }

  private static FunctionCost cost(String key) {
    return FunctionCatalog.builtin().allFunctions().stream()
        .filter(function -> function.key().equals(key))
        .map(FunctionCost::of)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no function " + key));
  }

  @Test
  void whatMayTakeAnyTimeIsKnownToDoSo() {
    assertThat(
            Stream.of(
                "repeat(text,int4)",
                "textregexeq(text,text)",
                "textlike(text,text)",
                "lpad(text,int4,text)",
                "replace(text,text,text)",
                "numeric_power(numeric,numeric)",
                "factorial(int8)",
                "generate_series(int4,int4)",
                "jsonb_path_exists_opr(jsonb,jsonpath)",
                "jsonb_contains(jsonb,jsonb)",
                "array_fill(anyelement,_int4)",
                "pg_sleep(float8)",
                "nextval(regclass)",
                "pg_table_is_visible(oid)",
                "sum(int8)"))
        .allMatch(key -> cost(key) == FunctionCost.UNBOUNDED);
  }

  @Test
  void whatPointQueriesCallIsBounded() {
    assertThat(cost("int4eq(int4,int4)")).isEqualTo(FunctionCost.CONSTANT);
    assertThat(cost("timestamptz_pl_interval(timestamptz,interval)"))
        .isEqualTo(FunctionCost.CONSTANT);
    assertThat(cost("now()")).isEqualTo(FunctionCost.CONSTANT);
    assertThat(cost("jsonb_object_field_text(jsonb,text)")).isEqualTo(FunctionCost.LINEAR);
    assertThat(cost("cosine_distance(vector,vector)")).isEqualTo(FunctionCost.LINEAR);
    assertThat(cost("lower(text)")).isEqualTo(FunctionCost.LINEAR);
  }
}
