package dev.tusk.executor.function;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.geometry.Circle;
import dev.tusk.sql.geometry.Point;
import dev.tusk.sql.geometry.Polygon;
import dev.tusk.sql.geometry.Reals;
import java.util.List;

/** Functions of circles. */
final class CircleBodies {
  /** Corners of a polygon made of a circle when nobody says how many. */
  private static final int CORNERS = 12;

  private CircleBodies() {}

  static void register(GeometryLibrary library) {
    places(library);
    sizes(library);
    made(library);
    others(library);
  }

  private static void places(GeometryLibrary library) {
    library.<Circle>both("circle_same", "circle", Circle::same);
    library.<Circle>both("circle_overlap", "circle", Circle::overlaps);
    library.<Circle>both("circle_contain", "circle", Circle::contains);
    library.<Circle>both("circle_contained", "circle", (a, b) -> b.contains(a));
    library.<Circle>both("circle_left", "circle", (a, b) -> Reals.less(a.right(), b.left()));
    library.<Circle>both("circle_overleft", "circle", (a, b) -> Reals.atMost(a.right(), b.right()));
    library.<Circle>both("circle_right", "circle", (a, b) -> Reals.more(a.left(), b.right()));
    library.<Circle>both("circle_overright", "circle", (a, b) -> Reals.atLeast(a.left(), b.left()));
    library.<Circle>both("circle_below", "circle", (a, b) -> Reals.less(a.top(), b.bottom()));
    library.<Circle>both("circle_overbelow", "circle", (a, b) -> Reals.atMost(a.top(), b.top()));
    library.<Circle>both("circle_above", "circle", (a, b) -> Reals.more(a.bottom(), b.top()));
    library.<Circle>both(
        "circle_overabove", "circle", (a, b) -> Reals.atLeast(a.bottom(), b.bottom()));
  }

  /** Circles are compared by their areas. */
  private static void sizes(GeometryLibrary library) {
    library.<Circle>both("circle_eq", "circle", (a, b) -> Reals.same(a.area(), b.area()));
    library.<Circle>both("circle_ne", "circle", (a, b) -> Reals.different(a.area(), b.area()));
    library.<Circle>both("circle_lt", "circle", (a, b) -> Reals.less(a.area(), b.area()));
    library.<Circle>both("circle_gt", "circle", (a, b) -> Reals.more(a.area(), b.area()));
    library.<Circle>both("circle_le", "circle", (a, b) -> Reals.atMost(a.area(), b.area()));
    library.<Circle>both("circle_ge", "circle", (a, b) -> Reals.atLeast(a.area(), b.area()));
    library.<Circle>one("area(circle)", Circle::area);
    library.<Circle>one("diameter(circle)", circle -> Reals.product(circle.radius(), 2));
    library.<Circle>one("radius(circle)", Circle::radius);
    for (String name : List.of("circle_center", "center", "point")) {
      library.<Circle>one(name + "(circle)", Circle::center);
    }
  }

  private static void made(GeometryLibrary library) {
    library.<Point, Double>two("circle(point,float8)", Circle::new);
    library.<Circle>one("box(circle)", Circle::box);
    library.<Circle>one("polygon(circle)", CircleBodies::polygon);
    library.<Integer, Circle>two(
        "polygon(int4,circle)", (corners, circle) -> circle.polygon(corners));
    library.<Circle, Point>two(
        "circle_add_pt(circle,point)", (c, p) -> new Circle(c.center().plus(p), c.radius()));
    library.<Circle, Point>two(
        "circle_sub_pt(circle,point)", (c, p) -> new Circle(c.center().minus(p), c.radius()));
    library.<Circle, Point>two(
        "circle_mul_pt(circle,point)",
        (c, p) -> new Circle(c.center().times(p), Reals.product(c.radius(), p.magnitude())));
    library.<Circle, Point>two(
        "circle_div_pt(circle,point)",
        (c, p) -> new Circle(c.center().dividedBy(p), Reals.quotient(c.radius(), p.magnitude())));
  }

  /** In PostgreSQL a function in SQL, as its errors tell. */
  private static Polygon polygon(Circle circle) {
    try {
      return circle.polygon(CORNERS);
    } catch (SqlException e) {
      throw e.within("SQL function \"polygon\" statement 1");
    }
  }

  private static void others(GeometryLibrary library) {
    library.<Circle>both("circle_distance", "circle", Circle::distance);
    library.<Circle, Point>two("circle_contain_pt(circle,point)", Circle::contains);
    library.<Point, Circle>two("pt_contained_circle(point,circle)", (p, c) -> c.contains(p));
    library.<Point, Circle>two("dist_pc(point,circle)", (p, c) -> c.distance(p));
    library.<Circle, Point>two("dist_cpoint(circle,point)", Circle::distance);
    library.<Circle, Polygon>two("dist_cpoly(circle,polygon)", Circle::distance);
    library.<Polygon, Circle>two("dist_polyc(polygon,circle)", (p, c) -> c.distance(p));
  }
}
