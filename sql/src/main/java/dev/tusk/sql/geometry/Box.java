package dev.tusk.sql.geometry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rectangle along the axes, by its upper right corner and its lower left one. */
public record Box(Point high, Point low) implements Parts {
  @Override
  public java.util.List<Object> parts() {
    return java.util.List.of(high, low);
  }

  /** Of any two opposite corners. */
  public static Box of(Point a, Point b) {
    boolean right = Reals.before(b.x(), a.x());
    boolean above = Reals.before(b.y(), a.y());
    return new Box(
        new Point(right ? a.x() : b.x(), above ? a.y() : b.y()),
        new Point(right ? b.x() : a.x(), above ? b.y() : a.y()));
  }

  /** The smallest one around all. */
  public static Box around(List<Point> points) {
    double left = points.getFirst().x();
    double right = left;
    double bottom = points.getFirst().y();
    double top = bottom;
    for (Point point : points) {
      left = Reals.before(point.x(), left) ? point.x() : left;
      right = Reals.before(right, point.x()) ? point.x() : right;
      bottom = Reals.before(point.y(), bottom) ? point.y() : bottom;
      top = Reals.before(top, point.y()) ? point.y() : top;
    }
    return new Box(new Point(right, top), new Point(left, bottom));
  }

  public boolean same(Box other) {
    return high.same(other.high) && low.same(other.low);
  }

  public boolean overlaps(Box other) {
    return Reals.atMost(low.x(), other.high.x())
        && Reals.atMost(other.low.x(), high.x())
        && Reals.atMost(low.y(), other.high.y())
        && Reals.atMost(other.low.y(), high.y());
  }

  public boolean contains(Box other) {
    return Reals.atLeast(high.x(), other.high.x())
        && Reals.atMost(low.x(), other.low.x())
        && Reals.atLeast(high.y(), other.high.y())
        && Reals.atMost(low.y(), other.low.y());
  }

  public boolean contains(Point point) {
    return high.x() >= point.x()
        && low.x() <= point.x()
        && high.y() >= point.y()
        && low.y() <= point.y();
  }

  public double width() {
    return Reals.difference(high.x(), low.x());
  }

  public double height() {
    return Reals.difference(high.y(), low.y());
  }

  public double area() {
    return Reals.product(width(), height());
  }

  public Point center() {
    return new Point(Reals.middle(high.x(), low.x()), Reals.middle(high.y(), low.y()));
  }

  public @Nullable Box intersection(Box other) {
    return overlaps(other)
        ? new Box(
            new Point(Reals.lower(high.x(), other.high.x()), Reals.lower(high.y(), other.high.y())),
            new Point(Reals.upper(low.x(), other.low.x()), Reals.upper(low.y(), other.low.y())))
        : null;
  }

  /** The smallest one around both. */
  public Box bound(Box other) {
    return new Box(
        new Point(Reals.upper(high.x(), other.high.x()), Reals.upper(high.y(), other.high.y())),
        new Point(Reals.lower(low.x(), other.low.x()), Reals.lower(low.y(), other.low.y())));
  }

  private List<Segment> sides() {
    Point upperLeft = new Point(low.x(), high.y());
    Point lowerRight = new Point(high.x(), low.y());
    return List.of(
        new Segment(low, upperLeft),
        new Segment(high, upperLeft),
        new Segment(low, lowerRight),
        new Segment(high, lowerRight));
  }

  public boolean crosses(Line line) {
    return sides().stream().anyMatch(side -> side.crossing(line) != null);
  }

  public boolean meets(Segment segment) {
    return around(List.of(segment.from(), segment.to())).overlaps(this)
        && (contains(segment.from())
            || contains(segment.to())
            || sides().stream().anyMatch(side -> side.crossing(segment) != null));
  }

  public Nearest nearest(Point point) {
    if (contains(point)) {
      return new Nearest(point, 0);
    }
    Nearest nearest = null;
    for (Segment side : sides()) {
      Nearest ofSide = side.nearest(point);
      nearest = nearest == null ? ofSide : nearest.or(ofSide);
    }
    return java.util.Objects.requireNonNull(nearest);
  }

  public Nearest nearest(Segment segment) {
    if (meets(segment)) {
      return new Nearest(segment.nearest(center()).point(), 0);
    }
    Nearest nearest = null;
    for (Segment side : sides()) {
      Nearest ofSide = side.nearest(segment);
      nearest = nearest == null ? ofSide : nearest.or(ofSide);
    }
    return java.util.Objects.requireNonNull(nearest);
  }
}
