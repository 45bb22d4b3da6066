package dev.tusk.executor.inverted;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.inverted.InvertedQuery.Everything;
import dev.tusk.executor.inverted.InvertedQuery.Has;
import dev.tusk.executor.inverted.InvertedQuery.Near;
import dev.tusk.executor.inverted.InvertedQuery.Nothing;
import dev.tusk.sql.geometry.Box;
import dev.tusk.sql.geometry.Circle;
import dev.tusk.sql.geometry.Point;
import dev.tusk.sql.geometry.Polygon;
import dev.tusk.sql.network.NetworkAddress;
import dev.tusk.sql.type.KeyWriter;
import dev.tusk.sql.type.MultirangeType;
import dev.tusk.sql.type.MultirangeValue;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.RangeValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Classes whose values lie somewhere: ranges, networks, geometric figures. A value has one key, its
 * {@link Area}, or one of its own where it lies nowhere: an empty range.
 */
final class BoundsKeys implements KeyClass {
  private static final byte[] NOWHERE = {(byte) Area.NO_LEVEL};

  /** Twice the distance at which geometric operators take numbers for the same (geo_decls.h). */
  private static final double SLACK = 2.0e-6;

  private final int dimensions;
  private final @Nullable Type subtype;

  BoundsKeys(Type type) {
    this.subtype =
        switch (type.comparedAs()) {
          case RangeType range -> range.subtype();
          case MultirangeType ranges -> ranges.range().subtype();
          default -> null;
        };
    this.dimensions = subtype != null || type.comparedAs() == Types.INET ? 1 : 2;
  }

  @Override
  public List<byte[]> keys(Object value) {
    Area area = area(value, 0);
    return List.of(area == null ? NOWHERE : area.key());
  }

  /** The bounds of a value; null where it lies nowhere. */
  private @Nullable Area area(Object value, double slack) {
    return switch (value) {
      case RangeValue range -> range.isEmpty() ? null : between(range, range);
      case MultirangeValue ranges ->
          ranges.isEmpty() ? null : between(ranges.ranges().getFirst(), ranges.ranges().getLast());
      case NetworkAddress address ->
          line(number(address.network(address.bits())), number(address.broadcast()));
      case Point point -> box(point.x(), point.x(), point.y(), point.y(), slack);
      case Box box -> box(box, slack);
      case Polygon polygon -> box(Box.around(polygon.points()), slack);
      case Circle circle ->
          box(circle.left(), circle.right(), circle.bottom(), circle.top(), slack);
      default -> line(number(value, 0), number(value, 0));
    };
  }

  private Area between(RangeValue first, RangeValue last) {
    return line(number(first.lower().value(), 0), number(last.upper().value(), -1L));
  }

  private static Area line(long low, long high) {
    return new Area(new long[] {low}, new long[] {high});
  }

  /** The first bytes of a value's key form. */
  private long number(@Nullable Object value, long otherwise) {
    if (value == null || subtype == null) {
      return otherwise;
    }
    KeyWriter out = new KeyWriter();
    subtype.writeKey(value, out);
    return number(out);
  }

  private static long number(KeyWriter out) {
    byte[] bytes = out.toBytes();
    long number = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      number = number << 8 | (i < bytes.length ? bytes[i] & 0xFF : 0);
    }
    return number;
  }

  /** The family, then as much of the address as there is room for. */
  private static long number(NetworkAddress address) {
    return (address.six() ? 1L << 56 : 0) | address.high() >>> 8;
  }

  private static Area box(Box box, double slack) {
    return box(box.low().x(), box.high().x(), box.low().y(), box.high().y(), slack);
  }

  private static Area box(double left, double right, double bottom, double top, double slack) {
    if (Double.isNaN(left + right) || Double.isNaN(bottom + top)) {
      return Area.everywhere(2); // Comparisons with what is no number have rules of their own.
    }
    return new Area(
        new long[] {number(left - slack), number(bottom - slack)},
        new long[] {number(right + slack), number(top + slack)});
  }

  private static long number(double value) {
    KeyWriter out = new KeyWriter();
    out.putDouble(value);
    return number(out);
  }

  @Override
  public InvertedQuery query(String operator, Object sought, FunctionContext context) {
    Area area = area(sought, SLACK);
    if (area == null) {
      return ofNowhere(operator);
    }
    InvertedQuery there = new Near(new byte[] {}, toward(operator, area));
    return switch (operator) {
      case "<@" -> InvertedQuery.any(List.of(there, new Has(NOWHERE)));
      default -> there;
    };
  }

  private static InvertedQuery ofNowhere(String operator) {
    return switch (operator) {
      case "@>" -> new Everything();
      case "<@", "=" -> new Has(NOWHERE);
      default -> new Nothing();
    };
  }

  /** Where values lie, at least in part, that are so to an area. */
  private Area toward(String operator, Area area) {
    Area all = Area.everywhere(dimensions);
    int x = 0;
    int y = dimensions - 1;
    boolean line = dimensions == 1;
    return switch (operator) {
      case "<<" -> line && subtype == null ? area : within(all, x, null, area.low()[x]);
      case ">>" -> line && subtype == null ? area : within(all, x, area.high()[x], null);
      case "&<" -> within(all, x, null, area.high()[x]);
      case "&>" -> within(all, x, area.low()[x], null);
      case "<<|", "<^" -> within(all, y, null, area.low()[y]);
      case "|>>", ">^" -> within(all, y, area.high()[y], null);
      case "&<|" -> within(all, y, null, area.high()[y]);
      case "|&>" -> within(all, y, area.low()[y], null);
      default -> area;
    };
  }

  private static Area within(Area all, int dimension, @Nullable Long from, @Nullable Long to) {
    long[] low = all.low().clone();
    long[] high = all.high().clone();
    low[dimension] = from == null ? 0 : from;
    high[dimension] = to == null ? -1L : to;
    return new Area(low, high);
  }
}
