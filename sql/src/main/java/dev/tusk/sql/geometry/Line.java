package dev.tusk.sql.geometry;

import org.jspecify.annotations.Nullable;

/** All places with ax + by + c = 0. */
public record Line(double a, double b, double c) implements Parts {
  @Override
  public java.util.List<Object> parts() {
    return java.util.List.of(a, b, c);
  }

  /** Through a place, of a slope. */
  public static Line through(Point point, double slope) {
    if (Double.isInfinite(slope)) {
      return new Line(-1, 0, point.x());
    }
    if (slope == 0) {
      return new Line(0, -1, point.y());
    }
    double c = Reals.difference(point.y(), Reals.product(slope, point.x()));
    return new Line(slope, -1, c == 0 ? 0 : c);
  }

  public double slope() {
    if (Reals.zero(a)) {
      return 0;
    }
    return Reals.zero(b) ? Double.POSITIVE_INFINITY : Reals.quotient(a, -b);
  }

  private double inverseSlope() {
    if (Reals.zero(a)) {
      return Double.POSITIVE_INFINITY;
    }
    return Reals.zero(b) ? 0 : Reals.quotient(b, a);
  }

  public boolean vertical() {
    return Reals.zero(b);
  }

  public boolean horizontal() {
    return Reals.zero(a);
  }

  public boolean perpendicular(Line other) {
    if (Reals.zero(a)) {
      return Reals.zero(other.b);
    }
    if (Reals.zero(other.a)) {
      return Reals.zero(b);
    }
    if (Reals.zero(b)) {
      return Reals.zero(other.a);
    }
    if (Reals.zero(other.b)) {
      return Reals.zero(a);
    }
    return Reals.same(Reals.quotient(Reals.product(a, other.a), Reals.product(b, other.b)), -1);
  }

  private boolean hasNan() {
    return Double.isNaN(a) || Double.isNaN(b) || Double.isNaN(c);
  }

  public boolean same(Line other) {
    if (hasNan() || other.hasNan()) {
      return Reals.equal(a, other.a) && Reals.equal(b, other.b) && Reals.equal(c, other.c);
    }
    double ratio = 1;
    if (!Reals.zero(other.a)) {
      ratio = Reals.quotient(a, other.a);
    } else if (!Reals.zero(other.b)) {
      ratio = Reals.quotient(b, other.b);
    } else if (!Reals.zero(other.c)) {
      ratio = Reals.quotient(c, other.c);
    }
    return Reals.same(a, Reals.product(ratio, other.a))
        && Reals.same(b, Reals.product(ratio, other.b))
        && Reals.same(c, Reals.product(ratio, other.c));
  }

  private static boolean usable(double a) {
    return !Reals.zero(a) && !Double.isNaN(a);
  }

  public double distance(Line other) {
    if (crossing(other) != null) {
      return 0;
    }
    double ratio = 1;
    if (usable(a) && usable(other.a)) {
      ratio = Reals.quotient(a, other.a);
    } else if (usable(b) && usable(other.b)) {
      ratio = Reals.quotient(b, other.b);
    }
    return Reals.quotient(
        Math.abs(Reals.difference(c, Reals.product(ratio, other.c))), Reals.hypotenuse(a, b));
  }

  /** Where both cross; null for parallel ones. */
  public @Nullable Point crossing(Line other) {
    if (!Reals.zero(b)) {
      return crossing(this, other);
    }
    return Reals.zero(other.b) ? null : crossing(other, this);
  }

  /** The first is not vertical. */
  private static @Nullable Point crossing(Line one, Line two) {
    if (Reals.same(two.a, Reals.product(one.a, Reals.quotient(two.b, one.b)))) {
      return null;
    }
    double x =
        Reals.quotient(
            Reals.difference(Reals.product(one.b, two.c), Reals.product(two.b, one.c)),
            Reals.difference(Reals.product(one.a, two.b), Reals.product(two.a, one.b)));
    double y = Reals.quotient(-Reals.sum(Reals.product(one.a, x), one.c), one.b);
    return new Point(x == 0 ? 0 : x, y == 0 ? 0 : y);
  }

  public boolean contains(Point point) {
    return Reals.zero(
        Reals.sum(Reals.sum(Reals.product(a, point.x()), Reals.product(b, point.y())), c));
  }

  /** The distance is NaN where there is none. */
  public Nearest nearest(Point point) {
    Point crossing = through(point, inverseSlope()).crossing(this);
    return crossing == null
        ? new Nearest(point, Double.NaN)
        : new Nearest(crossing, crossing.distance(point));
  }
}
