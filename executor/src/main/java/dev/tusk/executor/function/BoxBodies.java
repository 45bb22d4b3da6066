package dev.tusk.executor.function;

import dev.tusk.sql.geometry.Box;
import dev.tusk.sql.geometry.Circle;
import dev.tusk.sql.geometry.Line;
import dev.tusk.sql.geometry.Point;
import dev.tusk.sql.geometry.Polygon;
import dev.tusk.sql.geometry.Reals;
import dev.tusk.sql.geometry.Segment;
import java.util.List;

/** Functions of boxes. */
final class BoxBodies {
  private BoxBodies() {}

  static void register(GeometryLibrary library) {
    places(library);
    sizes(library);
    made(library);
    others(library);
  }

  private static void places(GeometryLibrary library) {
    library.<Box>both("box_same", "box", Box::same);
    library.<Box>both("box_overlap", "box", Box::overlaps);
    library.<Box>both("box_contain", "box", Box::contains);
    library.<Box>both("box_contained", "box", (a, b) -> b.contains(a));
    library.<Box>both("box_left", "box", (a, b) -> Reals.less(a.high().x(), b.low().x()));
    library.<Box>both("box_overleft", "box", (a, b) -> Reals.atMost(a.high().x(), b.high().x()));
    library.<Box>both("box_right", "box", (a, b) -> Reals.more(a.low().x(), b.high().x()));
    library.<Box>both("box_overright", "box", (a, b) -> Reals.atLeast(a.low().x(), b.low().x()));
    library.<Box>both("box_below", "box", (a, b) -> Reals.less(a.high().y(), b.low().y()));
    library.<Box>both("box_overbelow", "box", (a, b) -> Reals.atMost(a.high().y(), b.high().y()));
    library.<Box>both("box_above", "box", (a, b) -> Reals.more(a.low().y(), b.high().y()));
    library.<Box>both("box_overabove", "box", (a, b) -> Reals.atLeast(a.low().y(), b.low().y()));
    library.<Box>both("box_below_eq", "box", (a, b) -> Reals.atMost(a.high().y(), b.low().y()));
    library.<Box>both("box_above_eq", "box", (a, b) -> Reals.atLeast(a.low().y(), b.high().y()));
  }

  /** Boxes are compared by their areas. */
  private static void sizes(GeometryLibrary library) {
    library.<Box>both("box_lt", "box", (a, b) -> Reals.less(a.area(), b.area()));
    library.<Box>both("box_gt", "box", (a, b) -> Reals.more(a.area(), b.area()));
    library.<Box>both("box_eq", "box", (a, b) -> Reals.same(a.area(), b.area()));
    library.<Box>both("box_le", "box", (a, b) -> Reals.atMost(a.area(), b.area()));
    library.<Box>both("box_ge", "box", (a, b) -> Reals.atLeast(a.area(), b.area()));
    library.<Box>one("area(box)", Box::area);
    library.<Box>one("width(box)", Box::width);
    library.<Box>one("height(box)", Box::height);
    library.<Box>both("box_distance", "box", (a, b) -> a.center().distance(b.center()));
    for (String name : List.of("box_center", "center", "point")) {
      library.<Box>one(name + "(box)", Box::center);
    }
  }

  private static void made(GeometryLibrary library) {
    library.<Box>both("box_intersect", "box", Box::intersection);
    library.<Box>both("bound_box", "box", Box::bound);
    for (String name : List.of("diagonal", "lseg")) {
      library.<Box>one(name + "(box)", box -> new Segment(box.high(), box.low()));
    }
    library.<Box>one(
        "circle(box)", box -> new Circle(box.center(), box.center().distance(box.high())));
    library.<Box>one("polygon(box)", BoxBodies::polygon);
    library.<Box, Point>two(
        "box_add(box,point)", (b, p) -> new Box(b.high().plus(p), b.low().plus(p)));
    library.<Box, Point>two(
        "box_sub(box,point)", (b, p) -> new Box(b.high().minus(p), b.low().minus(p)));
    library.<Box, Point>two(
        "box_mul(box,point)", (b, p) -> Box.of(b.high().times(p), b.low().times(p)));
    library.<Box, Point>two(
        "box_div(box,point)", (b, p) -> Box.of(b.high().dividedBy(p), b.low().dividedBy(p)));
  }

  private static Polygon polygon(Box box) {
    return new Polygon(
        List.of(
            box.low(),
            new Point(box.low().x(), box.high().y()),
            box.high(),
            new Point(box.high().x(), box.low().y())));
  }

  private static void others(GeometryLibrary library) {
    library.<Box, Point>two("box_contain_pt(box,point)", Box::contains);
    library.<Point, Box>two("on_pb(point,box)", (p, b) -> b.contains(p));
    library.<Point, Box>two("dist_pb(point,box)", (p, b) -> b.nearest(p).distance());
    library.<Box, Point>two("dist_bp(box,point)", (b, p) -> b.nearest(p).distance());
    library.<Point, Box>two("close_pb(point,box)", (p, b) -> GeometryBodies.place(b.nearest(p)));
    library.<Segment, Box>two("dist_sb(lseg,box)", (s, b) -> b.nearest(s).distance());
    library.<Box, Segment>two("dist_bs(box,lseg)", (b, s) -> b.nearest(s).distance());
    library.<Segment, Box>two("close_sb(lseg,box)", (s, b) -> GeometryBodies.place(b.nearest(s)));
    library.<Segment, Box>two(
        "on_sb(lseg,box)", (s, b) -> b.contains(s.from()) && b.contains(s.to()));
    library.<Segment, Box>two("inter_sb(lseg,box)", (s, b) -> b.meets(s));
    library.<Line, Box>two("inter_lb(line,box)", (l, b) -> b.crosses(l));
  }
}
