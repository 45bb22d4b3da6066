package dev.tusk.sql.geometry;

import java.util.ArrayList;
import java.util.List;

/** Places joined by segments, the last one with the first where it is closed. */
public record Path(boolean closed, List<Point> points) {
  public Path {
    points = List.copyOf(points);
  }

  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (int i = closed ? 0 : 1; i < points.size(); i++) {
      segments.add(new Segment(points.get(i > 0 ? i - 1 : points.size() - 1), points.get(i)));
    }
    return segments;
  }

  public double length() {
    double length = 0;
    for (Segment segment : segments()) {
      length = Reals.sum(length, segment.length());
    }
    return length;
  }

  /** Of a closed one. */
  public double area() {
    double area = 0;
    for (int i = 0; i < points.size(); i++) {
      Point a = points.get(i);
      Point b = points.get((i + 1) % points.size());
      area = Reals.sum(area, Reals.product(a.x(), b.y()));
      area = Reals.difference(area, Reals.product(a.y(), b.x()));
    }
    return Reals.quotient(Math.abs(area), 2);
  }

  public boolean crosses(Path other) {
    if (!Box.around(points).overlaps(Box.around(other.points))) {
      return false;
    }
    List<Segment> others = other.segments();
    return segments().stream()
        .anyMatch(one -> others.stream().anyMatch(two -> one.crossing(two) != null));
  }

  /** How far two rows of segments are from each other; NaN where one has none. */
  static double distance(List<Segment> some, List<Segment> others) {
    double least = Double.NaN;
    boolean any = false;
    for (Segment one : some) {
      for (Segment two : others) {
        double distance = one.nearest(two).distance();
        if (!any || Reals.before(distance, least)) {
          least = distance;
          any = true;
        }
      }
    }
    return least;
  }

  public double distance(Path other) {
    return distance(segments(), other.segments());
  }

  public double distance(Point point) {
    double least = 0;
    boolean any = false;
    for (Segment segment : segments()) {
      double distance = segment.nearest(point).distance();
      if (!any || Reals.before(distance, least)) {
        least = distance;
        any = true;
      }
    }
    return least;
  }

  /** On an open one, or inside a closed one. */
  public boolean contains(Point point) {
    if (closed) {
      return new Polygon(points).contains(point);
    }
    double a = point.distance(points.getFirst());
    for (int i = 0; i < points.size() - 1; i++) {
      double b = point.distance(points.get(i + 1));
      if (Reals.same(Reals.sum(a, b), points.get(i).distance(points.get(i + 1)))) {
        return true;
      }
      a = b;
    }
    return false;
  }
}
