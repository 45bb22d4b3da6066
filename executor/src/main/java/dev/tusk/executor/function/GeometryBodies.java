package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.geometry.Box;
import dev.tusk.sql.geometry.Line;
import dev.tusk.sql.geometry.Nearest;
import dev.tusk.sql.geometry.Point;
import dev.tusk.sql.geometry.Reals;
import dev.tusk.sql.geometry.Segment;
import org.jspecify.annotations.Nullable;

/** Functions of points, lines and segments. */
final class GeometryBodies {
  private GeometryBodies() {}

  static void register(FunctionLibrary all) {
    GeometryLibrary library = new GeometryLibrary(all);
    points(library);
    lines(library);
    segments(library);
    segmentsAndOthers(library);
    BoxBodies.register(library);
    PathBodies.register(library);
    CircleBodies.register(library);
  }

  private static void points(GeometryLibrary library) {
    library.<Double, Double>two("point(float8,float8)", Point::new);
    library.<Point>both("point_left", "point", (a, b) -> Reals.less(a.x(), b.x()));
    library.<Point>both("point_right", "point", (a, b) -> Reals.more(a.x(), b.x()));
    library.<Point>both("point_above", "point", (a, b) -> Reals.more(a.y(), b.y()));
    library.<Point>both("point_below", "point", (a, b) -> Reals.less(a.y(), b.y()));
    for (String name : new String[] {"point_vert", "isvertical"}) {
      library.<Point>both(name, "point", (a, b) -> Reals.same(a.x(), b.x()));
    }
    for (String name : new String[] {"point_horiz", "ishorizontal"}) {
      library.<Point>both(name, "point", (a, b) -> Reals.same(a.y(), b.y()));
    }
    library.<Point>both("point_eq", "point", Point::same);
    library.<Point>both("point_ne", "point", (a, b) -> !a.same(b));
    library.<Point>both("point_distance", "point", Point::distance);
    library.<Point>both("slope", "point", Point::slope);
    library.<Point>both("point_add", "point", Point::plus);
    library.<Point>both("point_sub", "point", Point::minus);
    library.<Point>both("point_mul", "point", Point::times);
    library.<Point>both("point_div", "point", Point::dividedBy);
    library.<Point>both("box", "point", Box::of);
    library.<Point>both("lseg", "point", Segment::new);
    library.<Point>both("line", "point", GeometryBodies::line);
    library.<Point>one("box(point)", p -> new Box(p, p));
  }

  private static Line line(Point a, Point b) {
    if (a.same(b)) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE,
          "invalid line specification: must be two distinct points");
    }
    return Line.through(a, a.slope(b));
  }

  private static void lines(GeometryLibrary library) {
    library.<Line>both("line_intersect", "line", (a, b) -> a.crossing(b) != null);
    library.<Line>both("line_interpt", "line", Line::crossing);
    for (String name : new String[] {"line_parallel", "isparallel"}) {
      library.<Line>both(name, "line", (a, b) -> a.crossing(b) == null);
    }
    for (String name : new String[] {"line_perp", "isperp"}) {
      library.<Line>both(name, "line", Line::perpendicular);
    }
    for (String name : new String[] {"line_vertical", "isvertical"}) {
      library.<Line>one(name + "(line)", Line::vertical);
    }
    for (String name : new String[] {"line_horizontal", "ishorizontal"}) {
      library.<Line>one(name + "(line)", Line::horizontal);
    }
    library.<Line>both("line_eq", "line", Line::same);
    library.<Line>both("line_distance", "line", Line::distance);
    library.<Point, Line>two("dist_pl(point,line)", (p, l) -> l.nearest(p).distance());
    library.<Line, Point>two("dist_lp(line,point)", (l, p) -> l.nearest(p).distance());
    library.<Point, Line>two("close_pl(point,line)", (p, l) -> place(l.nearest(p)));
    library.<Point, Line>two("on_pl(point,line)", (p, l) -> l.contains(p));
  }

  /** The place of what is nearest; null where there is none. */
  static @Nullable Point place(Nearest nearest) {
    return Double.isNaN(nearest.distance()) ? null : nearest.point();
  }

  private static void segments(GeometryLibrary library) {
    for (String name : new String[] {"lseg_length", "length"}) {
      library.<Segment>one(name + "(lseg)", Segment::length);
    }
    for (String name : new String[] {"lseg_center", "point"}) {
      library.<Segment>one(name + "(lseg)", Segment::center);
    }
    for (String name : new String[] {"lseg_vertical", "isvertical"}) {
      library.<Segment>one(name + "(lseg)", Segment::vertical);
    }
    for (String name : new String[] {"lseg_horizontal", "ishorizontal"}) {
      library.<Segment>one(name + "(lseg)", Segment::horizontal);
    }
    for (String name : new String[] {"lseg_parallel", "isparallel"}) {
      library.<Segment>both(name, "lseg", Segment::parallel);
    }
    for (String name : new String[] {"lseg_perp", "isperp"}) {
      library.<Segment>both(name, "lseg", Segment::perpendicular);
    }
    library.<Segment>both("lseg_eq", "lseg", Segment::same);
    library.<Segment>both("lseg_ne", "lseg", (a, b) -> !a.same(b));
    library.<Segment>both("lseg_lt", "lseg", (a, b) -> Reals.less(a.length(), b.length()));
    library.<Segment>both("lseg_le", "lseg", (a, b) -> Reals.atMost(a.length(), b.length()));
    library.<Segment>both("lseg_gt", "lseg", (a, b) -> Reals.more(a.length(), b.length()));
    library.<Segment>both("lseg_ge", "lseg", (a, b) -> Reals.atLeast(a.length(), b.length()));
    library.<Segment>both("lseg_intersect", "lseg", (a, b) -> a.crossing(b) != null);
    library.<Segment>both("lseg_interpt", "lseg", Segment::crossing);
    library.<Segment>both("lseg_distance", "lseg", (a, b) -> a.nearest(b).distance());
    library.<Segment>both(
        "close_lseg", "lseg", (a, b) -> a.slope() == b.slope() ? null : place(b.nearest(a)));
  }

  private static void segmentsAndOthers(GeometryLibrary library) {
    library.<Point, Segment>two("dist_ps(point,lseg)", (p, s) -> s.nearest(p).distance());
    library.<Segment, Point>two("dist_sp(lseg,point)", (s, p) -> s.nearest(p).distance());
    library.<Point, Segment>two("close_ps(point,lseg)", (p, s) -> place(s.nearest(p)));
    library.<Point, Segment>two("on_ps(point,lseg)", (p, s) -> s.contains(p));
    library.<Segment, Line>two("dist_sl(lseg,line)", (s, l) -> s.nearest(l).distance());
    library.<Line, Segment>two("dist_ls(line,lseg)", (l, s) -> s.nearest(l).distance());
    library.<Line, Segment>two(
        "close_ls(line,lseg)", (l, s) -> s.slope() == l.slope() ? null : place(s.nearest(l)));
    library.<Segment, Line>two("inter_sl(lseg,line)", (s, l) -> s.crossing(l) != null);
    library.<Segment, Line>two(
        "on_sl(lseg,line)", (s, l) -> l.contains(s.from()) && l.contains(s.to()));
  }
}
