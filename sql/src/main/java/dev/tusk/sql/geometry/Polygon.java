package dev.tusk.sql.geometry;

import java.util.List;

/** The inside of a closed row of places. */
public record Polygon(List<Point> points) {
  private static final int ON_EDGE = Integer.MAX_VALUE;

  public Polygon {
    points = List.copyOf(points);
  }

  public Box bounds() {
    return Box.around(points);
  }

  private List<Segment> sides() {
    return new Path(true, points).segments();
  }

  private int size() {
    return points.size();
  }

  /** Inside or on the edge. */
  public boolean contains(Point point) {
    Point first = points.getFirst().minus(point);
    Point before = first;
    int crossings = 0;
    for (int i = 1; i <= size(); i++) {
      Point next = i == size() ? first : points.get(i).minus(point);
      int crossing = crossing(next.x(), next.y(), before.x(), before.y());
      if (crossing == ON_EDGE) {
        return true;
      }
      crossings += crossing;
      before = next;
    }
    return crossings != 0;
  }

  /** How an edge crosses the right half of the x axis: by halves, upwards positive. */
  private static int crossing(double x, double y, double beforeX, double beforeY) {
    if (Reals.zero(y)) {
      return fromAxis(x, beforeX, beforeY);
    }
    int sign = Reals.more(y, 0) ? 1 : -1;
    if (Reals.zero(beforeY)) {
      return Reals.less(beforeX, 0) ? 0 : sign;
    }
    if (sign < 0 ? Reals.less(beforeY, 0) : Reals.more(beforeY, 0)) {
      return 0;
    }
    if (Reals.atLeast(x, 0) && Reals.more(beforeX, 0)) {
      return 2 * sign;
    }
    if (Reals.less(x, 0) && Reals.atMost(beforeX, 0)) {
      return 0;
    }
    double z =
        Reals.difference(
            Reals.product(Reals.difference(x, beforeX), y),
            Reals.product(Reals.difference(y, beforeY), x));
    if (Reals.zero(z)) {
      return ON_EDGE;
    }
    return (sign < 0 ? Reals.less(z, 0) : Reals.more(z, 0)) ? 0 : 2 * sign;
  }

  private static int fromAxis(double x, double beforeX, double beforeY) {
    if (Reals.zero(x)) {
      return ON_EDGE;
    }
    if (Reals.more(x, 0)) {
      if (Reals.zero(beforeY)) {
        return Reals.more(beforeX, 0) ? 0 : ON_EDGE;
      }
      return Reals.less(beforeY, 0) ? 1 : -1;
    }
    return !Reals.zero(beforeY) || Reals.less(beforeX, 0) ? 0 : ON_EDGE;
  }

  /** The same places in the same order, from wherever and in whichever direction. */
  public boolean same(Polygon other) {
    if (size() != other.size()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (other.points.get(i).same(points.getFirst())
          && (follows(other, i, 1) || follows(other, i, size() - 1))) {
        return true;
      }
    }
    return false;
  }

  private boolean follows(Polygon other, int start, int step) {
    for (int i = 1; i < size(); i++) {
      int at = (int) ((start + (long) i * step) % size());
      if (!other.points.get(at).same(points.get(i))) {
        return false;
      }
    }
    return true;
  }

  public boolean overlaps(Polygon other) {
    if (!bounds().overlaps(other.bounds())) {
      return false;
    }
    List<Segment> others = other.sides();
    return sides().stream()
            .anyMatch(one -> others.stream().anyMatch(two -> one.crossing(two) != null))
        || other.contains(points.getFirst())
        || contains(other.points.getFirst());
  }

  public boolean contains(Polygon other) {
    return bounds().contains(other.bounds())
        && other.sides().stream().allMatch(side -> holds(side.from(), side.to(), 0));
  }

  /** Whether a segment lies inside, seen from an edge on. */
  private boolean holds(Point a, Point b, int start) {
    Segment wanted = new Segment(a, b);
    Point before = points.get(start == 0 ? size() - 1 : start - 1);
    boolean crossed = false;
    boolean held = true;
    for (int i = start; i < size() && held; i++) {
      Segment edge = new Segment(before, points.get(i));
      if (edge.contains(a)) {
        if (edge.contains(b)) {
          return true;
        }
        held = touched(a, b, edge, i + 1);
      } else if (edge.contains(b)) {
        held = touched(b, a, edge, i + 1);
      } else {
        Point crossing = wanted.crossing(edge);
        if (crossing != null) {
          crossed = true;
          held = holds(a, crossing, i + 1) && holds(b, crossing, i + 1);
        }
      }
      before = points.get(i);
    }
    return held && (crossed || contains(wanted.center()));
  }

  /** The same where one end lies on an edge. */
  private boolean touched(Point a, Point b, Segment edge, int start) {
    Segment wanted = new Segment(a, b);
    if (a.same(edge.from())) {
      return !wanted.contains(edge.to()) || holds(b, edge.to(), start);
    }
    if (a.same(edge.to())) {
      return !wanted.contains(edge.from()) || holds(b, edge.from(), start);
    }
    if (wanted.contains(edge.from())) {
      return holds(b, edge.from(), start);
    }
    return !wanted.contains(edge.to()) || holds(b, edge.to(), start);
  }

  public double distance(Polygon other) {
    return overlaps(other) ? 0 : Path.distance(sides(), other.sides());
  }

  public double distance(Point point) {
    if (contains(point)) {
      return 0;
    }
    double least = new Segment(points.getFirst(), points.getLast()).nearest(point).distance();
    for (int i = 0; i < size() - 1; i++) {
      double distance = new Segment(points.get(i), points.get(i + 1)).nearest(point).distance();
      least = Reals.before(distance, least) ? distance : least;
    }
    return least;
  }

  /** The circle around the middle of its places, with their mean distance. */
  public Circle circle() {
    Point sum = new Point(0, 0);
    for (Point point : points) {
      sum = sum.plus(point);
    }
    Point center = new Point(Reals.quotient(sum.x(), size()), Reals.quotient(sum.y(), size()));
    double radius = 0;
    for (Point point : points) {
      radius = Reals.sum(radius, point.distance(center));
    }
    return new Circle(center, Reals.quotient(radius, size()));
  }
}
