package dev.tusk.sql.geometry;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.List;

/** All places no further from a center than a radius. */
public record Circle(Point center, double radius) {
  public boolean same(Circle other) {
    return (Double.isNaN(radius) && Double.isNaN(other.radius) || Reals.same(radius, other.radius))
        && center.same(other.center);
  }

  public double left() {
    return Reals.difference(center.x(), radius);
  }

  public double right() {
    return Reals.sum(center.x(), radius);
  }

  public double bottom() {
    return Reals.difference(center.y(), radius);
  }

  public double top() {
    return Reals.sum(center.y(), radius);
  }

  public boolean overlaps(Circle other) {
    return Reals.atMost(center.distance(other.center), Reals.sum(radius, other.radius));
  }

  public boolean contains(Circle other) {
    return Reals.atMost(center.distance(other.center), Reals.difference(radius, other.radius));
  }

  public boolean contains(Point point) {
    return center.distance(point) <= radius;
  }

  public double area() {
    return Reals.product(Reals.product(radius, radius), Math.PI);
  }

  private static double positive(double distance) {
    return distance < 0 ? 0 : distance;
  }

  public double distance(Circle other) {
    return positive(
        Reals.difference(center.distance(other.center), Reals.sum(radius, other.radius)));
  }

  public double distance(Point point) {
    return positive(Reals.difference(point.distance(center), radius));
  }

  public double distance(Polygon polygon) {
    return positive(Reals.difference(polygon.distance(center), radius));
  }

  /** The largest box in it. */
  public Box box() {
    double half = Reals.quotient(radius, Math.sqrt(2));
    return new Box(
        new Point(Reals.sum(center.x(), half), Reals.sum(center.y(), half)),
        new Point(Reals.difference(center.x(), half), Reals.difference(center.y(), half)));
  }

  /** A polygon of so many corners in it. */
  public Polygon polygon(int corners) {
    if (Reals.zero(radius)) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "cannot convert circle with radius zero to polygon");
    }
    if (corners < 2) {
      throw SqlException.of(SqlState.INVALID_PARAMETER_VALUE, "must request at least 2 points");
    }
    if (corners > Integer.MAX_VALUE / 16 - 8) {
      throw SqlException.of(SqlState.PROGRAM_LIMIT_EXCEEDED, "too many points requested");
    }
    List<Point> points = new ArrayList<>(corners);
    double step = Reals.quotient(2.0 * Math.PI, corners);
    for (int i = 0; i < corners; i++) {
      double angle = step * i;
      points.add(
          new Point(
              Reals.difference(center.x(), radius * Math.cos(angle)),
              Reals.sum(center.y(), radius * Math.sin(angle))));
    }
    return new Polygon(points);
  }
}
