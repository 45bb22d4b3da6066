package dev.tusk.sql.geometry;

/** A place in the plane, or a complex number. */
public record Point(double x, double y) implements Parts {
  @Override
  public java.util.List<Object> parts() {
    return java.util.List.of(x, y);
  }

  public boolean same(Point other) {
    if (Double.isNaN(x) || Double.isNaN(y) || Double.isNaN(other.x) || Double.isNaN(other.y)) {
      return Reals.equal(x, other.x) && Reals.equal(y, other.y);
    }
    return Reals.same(x, other.x) && Reals.same(y, other.y);
  }

  public double distance(Point other) {
    return Reals.hypotenuse(Reals.difference(x, other.x), Reals.difference(y, other.y));
  }

  /** Of the line through both. */
  public double slope(Point other) {
    if (Reals.same(x, other.x)) {
      return Double.POSITIVE_INFINITY;
    }
    return Reals.same(y, other.y)
        ? 0
        : Reals.quotient(Reals.difference(y, other.y), Reals.difference(x, other.x));
  }

  /** Of a line across that one. */
  double inverseSlope(Point other) {
    if (Reals.same(x, other.x)) {
      return 0;
    }
    return Reals.same(y, other.y)
        ? Double.POSITIVE_INFINITY
        : Reals.quotient(Reals.difference(x, other.x), Reals.difference(other.y, y));
  }

  public Point plus(Point other) {
    return new Point(Reals.sum(x, other.x), Reals.sum(y, other.y));
  }

  public Point minus(Point other) {
    return new Point(Reals.difference(x, other.x), Reals.difference(y, other.y));
  }

  /** As complex numbers: turned and stretched. */
  public Point times(Point other) {
    return new Point(
        Reals.difference(Reals.product(x, other.x), Reals.product(y, other.y)),
        Reals.sum(Reals.product(x, other.y), Reals.product(y, other.x)));
  }

  public Point dividedBy(Point other) {
    double square = Reals.sum(Reals.product(other.x, other.x), Reals.product(other.y, other.y));
    return new Point(
        Reals.quotient(Reals.sum(Reals.product(x, other.x), Reals.product(y, other.y)), square),
        Reals.quotient(
            Reals.difference(Reals.product(y, other.x), Reals.product(x, other.y)), square));
  }

  /** How far it is from the origin. */
  public double magnitude() {
    return Reals.hypotenuse(x, y);
  }
}
