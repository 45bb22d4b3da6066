package dev.tusk.executor.function;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.RangeBound;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.RangeValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions of ranges (utils/adt/rangetypes.c), made for the range type of each call. */
final class RangeBodies {
  private RangeBodies() {}

  /** A test of two ranges. */
  @FunctionalInterface
  private interface Test {
    boolean of(RangeMath math, RangeValue a, RangeValue b);
  }

  static void register(FunctionLibrary library) {
    constructors(library);
    ends(library);
    tests(library);
    operations(library);
    aggregate(library);
  }

  static RangeType range(Type type) {
    return Objects.requireNonNull(RangeType.of(type));
  }

  private static void constructors(FunctionLibrary library) {
    for (Type type : Types.all()) {
      if (!(type instanceof RangeType range)) {
        continue;
      }
      String subtype = range.subtype().name();
      String two = range.name() + "(" + subtype + "," + subtype;
      library.typed(two + ")", (_, result) -> constructor(range(result)));
      library.typed(two + ",text)", (_, result) -> constructor(range(result)));
      if (range.discrete()) {
        library.one(range.name() + "_canonical(" + range.name() + ")", (a, _) -> a);
      }
    }
  }

  /** A range between two values; of two arguments, the upper one is outside. */
  static FunctionBody constructor(RangeType type) {
    return (FunctionBody.AnyArguments)
        (arguments, _) -> {
          String ends = "[)";
          if (arguments.length > 2) {
            if (arguments[2] == null) {
              throw SqlException.of(
                  SqlState.DATA_EXCEPTION, "range constructor flags argument must not be null");
            }
            ends = (String) arguments[2];
          }
          if (!ends.matches("[\\[(][\\])]")) {
            throw SqlException.of(SqlState.SYNTAX_ERROR, "invalid range bound flags")
                .withHint("Valid values are \"[]\", \"[)\", \"(]\", and \"()\".");
          }
          return type.make(
              RangeBound.lower(arguments[0], ends.charAt(0) == '['),
              RangeBound.upper(arguments[1], ends.charAt(1) == ']'));
        };
  }

  private static void one(
      FunctionLibrary library, String name, Function<RangeValue, @Nullable Object> body) {
    library.one(name + "(anyrange)", (a, _) -> body.apply((RangeValue) a));
  }

  private static void ends(FunctionLibrary library) {
    one(library, "lower", r -> r.lower().value());
    one(library, "upper", r -> r.upper().value());
    one(library, "isempty", RangeValue::isEmpty);
    one(library, "lower_inc", r -> r.lower().inclusive());
    one(library, "upper_inc", r -> r.upper().inclusive());
    one(library, "lower_inf", r -> !r.isEmpty() && r.lower().infinite());
    one(library, "upper_inf", r -> !r.isEmpty() && r.upper().infinite());
    library.typed(
        "range_send(anyrange)",
        (types, _) -> {
          Type type = range(types.getFirst());
          return (FunctionBody.OneArgument)
              (a, _) -> {
                ByteWriter out = new ByteWriter(32);
                type.writeBinary(a, out);
                return out.toByteArray();
              };
        });
  }

  private static void test(FunctionLibrary library, String name, Test test) {
    library.typed(
        name + "(anyrange,anyrange)",
        (types, _) -> {
          RangeMath math = new RangeMath(range(types.getFirst()));
          return (FunctionBody.TwoArguments)
              (a, b, _) -> test.of(math, (RangeValue) a, (RangeValue) b);
        });
  }

  private static void tests(FunctionLibrary library) {
    test(library, "range_contains", RangeMath::contains);
    test(library, "range_contained_by", (m, a, b) -> m.contains(b, a));
    test(library, "range_overlaps", RangeMath::overlaps);
    test(library, "range_before", RangeMath::before);
    test(library, "range_after", (m, a, b) -> m.before(b, a));
    test(library, "range_overleft", RangeMath::overleft);
    test(library, "range_overright", RangeMath::overright);
    test(library, "range_adjacent", RangeMath::adjacent);
    library.typed(
        "range_contains_elem(anyrange,anyelement)",
        (types, _) -> {
          RangeMath math = new RangeMath(range(types.getFirst()));
          return (FunctionBody.TwoArguments) (a, b, _) -> math.containsElement((RangeValue) a, b);
        });
    library.typed(
        "elem_contained_by_range(anyelement,anyrange)",
        (types, _) -> {
          RangeMath math = new RangeMath(range(types.get(1)));
          return (FunctionBody.TwoArguments) (a, b, _) -> math.containsElement((RangeValue) b, a);
        });
  }

  /** Something made of two ranges. */
  @FunctionalInterface
  private interface Operation {
    Object of(RangeMath math, RangeValue a, RangeValue b);
  }

  private static void operation(FunctionLibrary library, String name, Operation operation) {
    library.typed(
        name + "(anyrange,anyrange)",
        (types, _) -> {
          RangeMath math = new RangeMath(range(types.getFirst()));
          return (FunctionBody.TwoArguments)
              (a, b, _) -> operation.of(math, (RangeValue) a, (RangeValue) b);
        });
  }

  private static void operations(FunctionLibrary library) {
    operation(library, "range_union", RangeMath::union);
    operation(library, "range_merge", RangeMath::merge);
    operation(library, "range_minus", RangeMath::minus);
    operation(library, "range_intersect", RangeMath::intersection);
    operation(library, "range_intersect_agg_transfn", RangeMath::intersection);
    library.typed(
        "range_cmp(anyrange,anyrange)",
        (types, _) -> {
          Type type = range(types.getFirst());
          return (FunctionBody.TwoArguments) (a, b, _) -> Integer.signum(type.compare(a, b));
        });
    differences(library);
  }

  /** How far two values of the subtypes of PostgreSQL's own ranges are from each other. */
  private static void differences(FunctionLibrary library) {
    library.two("int4range_subdiff(int4,int4)", (a, b, _) -> (double) (Integer) a - (Integer) b);
    library.two("int8range_subdiff(int8,int8)", (a, b, _) -> (double) (Long) a - (Long) b);
    library.two("daterange_subdiff(date,date)", (a, b, _) -> (double) ((Integer) a - (Integer) b));
    for (String type : List.of("timestamp", "timestamptz")) {
      String range = type.equals("timestamp") ? "ts" : "tstz";
      library.two(
          range + "range_subdiff(" + type + "," + type + ")",
          (a, b, _) -> ((double) (Long) a - (Long) b) / 1_000_000);
    }
    library.two(
        "numrange_subdiff(numeric,numeric)",
        (a, b, _) ->
            ((dev.tusk.sql.type.Numeric) a).subtract((dev.tusk.sql.type.Numeric) b).doubleValue());
  }

  private static void aggregate(FunctionLibrary library) {
    library.typed(
        "range_intersect_agg(anyrange)",
        (types, _) -> {
          RangeMath math = new RangeMath(range(types.getFirst()));
          return (FunctionBody.Aggregate)
              _ -> new Common((a, b) -> math.intersection((RangeValue) a, (RangeValue) b));
        });
  }

  /** What all values have in common. */
  static final class Common implements Accumulator {
    private final java.util.function.BinaryOperator<Object> intersection;
    private @Nullable Object common;

    Common(java.util.function.BinaryOperator<Object> intersection) {
      this.intersection = intersection;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      Object value = arguments[0];
      if (value != null) {
        common = common == null ? value : intersection.apply(common, value);
      }
    }

    @Override
    public @Nullable Object result() {
      return common;
    }
  }
}
