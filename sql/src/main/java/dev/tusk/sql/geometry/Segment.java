package dev.tusk.sql.geometry;

import org.jspecify.annotations.Nullable;

/** What lies between two places. */
public record Segment(Point from, Point to) implements Parts {
  @Override
  public java.util.List<Object> parts() {
    return java.util.List.of(from, to);
  }

  public double slope() {
    return from.slope(to);
  }

  private double inverseSlope() {
    return from.inverseSlope(to);
  }

  private Line line() {
    return Line.through(from, slope());
  }

  public double length() {
    return from.distance(to);
  }

  public Point center() {
    return new Point(Reals.middle(from.x(), to.x()), Reals.middle(from.y(), to.y()));
  }

  public boolean parallel(Segment other) {
    return Reals.same(slope(), other.slope());
  }

  public boolean perpendicular(Segment other) {
    return Reals.same(slope(), other.inverseSlope());
  }

  public boolean vertical() {
    return Reals.same(from.x(), to.x());
  }

  public boolean horizontal() {
    return Reals.same(from.y(), to.y());
  }

  public boolean same(Segment other) {
    return from.same(other.from) && to.same(other.to);
  }

  public boolean contains(Point point) {
    return Reals.same(point.distance(from) + point.distance(to), length());
  }

  /** Where it crosses a line; null where it does not. */
  public @Nullable Point crossing(Line other) {
    Point crossing = line().crossing(other);
    if (crossing == null || !contains(crossing)) {
      return null;
    }
    if (from.same(crossing)) {
      return from;
    }
    return to.same(crossing) ? to : crossing;
  }

  /** Where both cross; null where they do not. */
  public @Nullable Point crossing(Segment other) {
    Point crossing = crossing(other.line());
    return crossing == null || !other.contains(crossing) ? null : crossing;
  }

  public Nearest nearest(Line line) {
    Point crossing = crossing(line);
    if (crossing != null) {
      return new Nearest(crossing, 0);
    }
    double first = line.nearest(from).distance();
    double second = line.nearest(to).distance();
    return first < second ? new Nearest(from, first) : new Nearest(to, second);
  }

  public Nearest nearest(Point point) {
    Point closest = nearest(Line.through(point, inverseSlope())).point();
    return new Nearest(closest, closest.distance(point));
  }

  public Nearest nearest(Segment other) {
    Point crossing = crossing(other);
    if (crossing != null) {
      return new Nearest(crossing, 0);
    }
    return nearest(other.from)
        .or(nearest(other.to))
        .or(other.nearest(from).at(from))
        .or(other.nearest(to).at(to));
  }
}
