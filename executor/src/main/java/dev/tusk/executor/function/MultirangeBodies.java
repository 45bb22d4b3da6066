package dev.tusk.executor.function;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.MultirangeType;
import dev.tusk.sql.type.MultirangeValue;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.RangeValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions of multiranges (utils/adt/multirangetypes.c). */
final class MultirangeBodies {
  private MultirangeBodies() {}

  /** A range, or the span of several: where they lie tells as much as all of them. */
  @FunctionalInterface
  private interface SpanTest {
    boolean of(RangeMath math, RangeValue a, RangeValue b);
  }

  /** Of two values of which at least one is of several ranges. */
  @FunctionalInterface
  private interface Body {
    Object of(RangeMath math, Object a, Object b);
  }

  static void register(FunctionLibrary library) {
    constructors(library);
    ends(library);
    tests(library);
    operations(library);
    aggregates(library);
  }

  private static RangeType range(Type type) {
    MultirangeType several = MultirangeType.of(type);
    return several != null ? several.range() : Objects.requireNonNull(RangeType.of(type));
  }

  private static MultirangeValue several(Object value) {
    return (MultirangeValue) value;
  }

  private static void constructors(FunctionLibrary library) {
    for (Type type : Types.all()) {
      if (type instanceof MultirangeType several) {
        String range = several.range().name();
        for (String arguments : List.of("", range, "_" + range)) {
          library.typed(
              several.name() + "(" + arguments + ")",
              (_, result) -> constructor(Objects.requireNonNull(MultirangeType.of(result))));
        }
      }
    }
    library.typed(
        "multirange(anyrange)",
        (_, result) -> constructor(Objects.requireNonNull(MultirangeType.of(result))));
  }

  /** Of nothing, of one range, or of an array of them. */
  static FunctionBody constructor(MultirangeType type) {
    return (FunctionBody.AnyArguments)
        (arguments, _) ->
            switch (arguments.length == 0 ? null : arguments[0]) {
              case null -> type.of(List.of());
              case ArrayValue array -> type.of(elements(array));
              case Object range -> type.of(List.of((RangeValue) range));
            };
  }

  private static List<RangeValue> elements(ArrayValue array) {
    if (array.dimensions() > 1) {
      throw SqlException.of(
          SqlState.CARDINALITY_VIOLATION,
          "multiranges cannot be constructed from multidimensional arrays");
    }
    List<RangeValue> ranges = new ArrayList<>();
    for (Object element : array.elements()) {
      if (element == null) {
        throw SqlException.of(
            SqlState.NULL_VALUE_NOT_ALLOWED, "multirange values cannot contain null members");
      }
      ranges.add((RangeValue) element);
    }
    return ranges;
  }

  private static void one(
      FunctionLibrary library,
      String name,
      Object ofNone,
      Function<List<RangeValue>, @Nullable Object> body) {
    library.one(
        name + "(anymultirange)",
        (a, _) -> {
          List<RangeValue> ranges = several(a).ranges();
          return ranges.isEmpty() ? (ofNone == NULL ? null : ofNone) : body.apply(ranges);
        });
  }

  /** Stands for SQL's NULL. */
  private static final Object NULL = new Object();

  private static void ends(FunctionLibrary library) {
    one(library, "lower", NULL, r -> r.getFirst().lower().value());
    one(library, "upper", NULL, r -> r.getLast().upper().value());
    one(library, "isempty", true, _ -> false);
    one(library, "lower_inc", false, r -> r.getFirst().lower().inclusive());
    one(library, "upper_inc", false, r -> r.getLast().upper().inclusive());
    one(library, "lower_inf", false, r -> r.getFirst().lower().infinite());
    one(library, "upper_inf", false, r -> r.getLast().upper().infinite());
    library.set(
        "unnest(anymultirange)",
        (a, _) ->
            new ArrayList<@Nullable Object>(several(Objects.requireNonNull(a[0])).ranges())
                .iterator());
    library.typed(
        "multirange_send(anymultirange)",
        (types, _) -> {
          Type type = Objects.requireNonNull(MultirangeType.of(types.getFirst()));
          return (FunctionBody.OneArgument)
              (a, _) -> {
                ByteWriter out = new ByteWriter(32);
                type.writeBinary(a, out);
                return out.toByteArray();
              };
        });
  }

  private static void two(FunctionLibrary library, String key, Body body) {
    library.typed(
        key,
        (types, _) -> {
          RangeType range = null;
          for (Type type : types) {
            boolean known = MultirangeType.of(type) != null || RangeType.of(type) != null;
            range = range == null && known ? range(type) : range;
          }
          RangeMath math = new RangeMath(Objects.requireNonNull(range));
          return (FunctionBody.TwoArguments) (a, b, _) -> body.of(math, a, b);
        });
  }

  private static void spans(FunctionLibrary library, String name, SpanTest test) {
    Body body = (m, a, b) -> test.of(m, span(m, a), span(m, b));
    two(library, "range_" + name + "_multirange(anyrange,anymultirange)", body);
    two(library, "multirange_" + name + "_range(anymultirange,anyrange)", body);
    two(library, "multirange_" + name + "_multirange(anymultirange,anymultirange)", body);
  }

  private static RangeValue span(RangeMath math, Object value) {
    return value instanceof RangeValue range ? range : math.span(several(value));
  }

  private static void tests(FunctionLibrary library) {
    spans(library, "before", RangeMath::before);
    spans(library, "after", (m, a, b) -> m.before(b, a));
    spans(library, "overleft", RangeMath::overleft);
    spans(library, "overright", RangeMath::overright);
    spans(library, "adjacent", RangeMath::adjacent);
    two(
        library,
        "multirange_contains_elem(anymultirange,anyelement)",
        (m, a, b) -> m.containsElement(several(a), b));
    two(
        library,
        "elem_contained_by_multirange(anyelement,anymultirange)",
        (m, a, b) -> m.containsElement(several(b), a));
    two(
        library,
        "multirange_contains_range(anymultirange,anyrange)",
        (m, a, b) -> m.contains(several(a), (RangeValue) b));
    two(
        library,
        "range_contained_by_multirange(anyrange,anymultirange)",
        (m, a, b) -> m.contains(several(b), (RangeValue) a));
    two(
        library,
        "range_contains_multirange(anyrange,anymultirange)",
        (m, a, b) -> m.contains((RangeValue) a, m.span(several(b))));
    two(
        library,
        "multirange_contained_by_range(anymultirange,anyrange)",
        (m, a, b) -> m.contains((RangeValue) b, m.span(several(a))));
    two(
        library,
        "multirange_contains_multirange(anymultirange,anymultirange)",
        (m, a, b) -> m.contains(several(a), several(b)));
    two(
        library,
        "multirange_contained_by_multirange(anymultirange,anymultirange)",
        (m, a, b) -> m.contains(several(b), several(a)));
    two(
        library,
        "range_overlaps_multirange(anyrange,anymultirange)",
        (m, a, b) -> m.overlaps(several(b), (RangeValue) a));
    two(
        library,
        "multirange_overlaps_range(anymultirange,anyrange)",
        (m, a, b) -> m.overlaps(several(a), (RangeValue) b));
    two(
        library,
        "multirange_overlaps_multirange(anymultirange,anymultirange)",
        (m, a, b) -> m.overlaps(several(a), several(b)));
  }

  private static void operations(FunctionLibrary library) {
    String both = "(anymultirange,anymultirange)";
    two(library, "multirange_union" + both, (m, a, b) -> m.union(several(a), several(b)));
    two(library, "multirange_minus" + both, (m, a, b) -> m.minus(several(a), several(b)));
    Body common = (m, a, b) -> m.intersection(several(a), several(b));
    two(library, "multirange_intersect" + both, common);
    two(library, "multirange_intersect_agg_transfn" + both, common);
    library.typed(
        "multirange_cmp" + both,
        (types, _) -> {
          Type type = Objects.requireNonNull(MultirangeType.of(types.getFirst()));
          return (FunctionBody.TwoArguments) (a, b, _) -> Integer.signum(type.compare(a, b));
        });
    library.typed(
        "range_merge(anymultirange)",
        (types, _) -> {
          RangeMath math = new RangeMath(range(types.getFirst()));
          return (FunctionBody.OneArgument) (a, _) -> math.span(several(a));
        });
  }

  private static void aggregates(FunctionLibrary library) {
    for (String argument : List.of("anyrange", "anymultirange")) {
      library.typed(
          "range_agg(" + argument + ")",
          (types, _) -> {
            MultirangeType type = range(types.getFirst()).multirange();
            return (FunctionBody.Aggregate) _ -> new All(type);
          });
    }
    library.typed(
        "range_intersect_agg(anymultirange)",
        (types, _) -> {
          RangeMath math = new RangeMath(range(types.getFirst()));
          return (FunctionBody.Aggregate)
              _ -> new RangeBodies.Common((a, b) -> math.intersection(several(a), several(b)));
        });
  }

  /** All ranges as one value. */
  private static final class All implements Accumulator {
    private final MultirangeType type;
    private final List<RangeValue> ranges = new ArrayList<>();
    private boolean any;

    All(MultirangeType type) {
      this.type = type;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      switch (arguments[0]) {
        case null -> {
          return;
        }
        case MultirangeValue value -> ranges.addAll(value.ranges());
        case Object value -> ranges.add((RangeValue) value);
      }
      any = true;
    }

    @Override
    public @Nullable Object result() {
      return any ? type.of(ranges) : null;
    }
  }
}
