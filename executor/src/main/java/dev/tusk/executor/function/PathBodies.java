package dev.tusk.executor.function;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.geometry.Box;
import dev.tusk.sql.geometry.Path;
import dev.tusk.sql.geometry.Point;
import dev.tusk.sql.geometry.Polygon;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Functions of paths and polygons. */
final class PathBodies {
  private PathBodies() {}

  static void register(GeometryLibrary library) {
    paths(library);
    moved(library);
    polygons(library);
    places(library);
  }

  private static void paths(GeometryLibrary library) {
    library.<Path>one("area(path)", path -> path.closed() ? path.area() : null);
    library.<Path>one("isclosed(path)", Path::closed);
    library.<Path>one("isopen(path)", path -> !path.closed());
    for (String name : List.of("path_npoints", "npoints")) {
      library.<Path>one(name + "(path)", path -> path.points().size());
    }
    for (String name : List.of("path_length", "length")) {
      library.<Path>one(name + "(path)", Path::length);
    }
    library.<Path>one("pclose(path)", path -> new Path(true, path.points()));
    library.<Path>one("popen(path)", path -> new Path(false, path.points()));
    library.<Path>one("polygon(path)", PathBodies::polygon);
    library.<Path>both("path_inter", "path", Path::crosses);
    library.<Path>both("path_distance", "path", PathBodies::distance);
    library.<Path>both("path_add", "path", PathBodies::joined);
    size(library, "path_n_lt", order -> order < 0);
    size(library, "path_n_gt", order -> order > 0);
    size(library, "path_n_eq", order -> order == 0);
    size(library, "path_n_le", order -> order <= 0);
    size(library, "path_n_ge", order -> order >= 0);
    library.<Point, Path>two("dist_ppath(point,path)", (point, path) -> path.distance(point));
    library.<Path, Point>two("dist_pathp(path,point)", Path::distance);
    library.<Point, Path>two("on_ppath(point,path)", (point, path) -> path.contains(point));
    library.<Path, Point>two("path_contain_pt(path,point)", Path::contains);
  }

  /** Paths are compared by how many places they have. */
  private static void size(GeometryLibrary library, String name, IntPredicate test) {
    library.<Path>both(
        name, "path", (a, b) -> test.test(Integer.compare(a.points().size(), b.points().size())));
  }

  private static Polygon polygon(Path path) {
    if (!path.closed()) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "open path cannot be converted to polygon");
    }
    return new Polygon(path.points());
  }

  private static @Nullable Double distance(Path a, Path b) {
    return a.segments().isEmpty() || b.segments().isEmpty() ? null : a.distance(b);
  }

  private static @Nullable Path joined(Path a, Path b) {
    if (a.closed() || b.closed()) {
      return null;
    }
    List<Point> points = new ArrayList<>(a.points());
    points.addAll(b.points());
    return new Path(false, points);
  }

  private static void moved(GeometryLibrary library) {
    moved(library, "path_add_pt", Point::plus);
    moved(library, "path_sub_pt", Point::minus);
    moved(library, "path_mul_pt", Point::times);
    moved(library, "path_div_pt", Point::dividedBy);
  }

  private static void moved(GeometryLibrary library, String name, BinaryOperator<Point> move) {
    library.<Path, Point>two(
        name + "(path,point)",
        (path, by) ->
            new Path(path.closed(), path.points().stream().map(p -> move.apply(p, by)).toList()));
  }

  private static void polygons(GeometryLibrary library) {
    for (String name : List.of("poly_npoints", "npoints")) {
      library.<Polygon>one(name + "(polygon)", polygon -> polygon.points().size());
    }
    for (String name : List.of("poly_center", "point")) {
      library.<Polygon>one(name + "(polygon)", polygon -> polygon.circle().center());
    }
    library.<Polygon>one("box(polygon)", Polygon::bounds);
    library.<Polygon>one("circle(polygon)", Polygon::circle);
    library.<Polygon>one("path(polygon)", polygon -> new Path(true, polygon.points()));
    library.<Polygon>both("poly_same", "polygon", Polygon::same);
    library.<Polygon>both("poly_overlap", "polygon", Polygon::overlaps);
    library.<Polygon>both("poly_contain", "polygon", Polygon::contains);
    library.<Polygon>both("poly_contained", "polygon", (a, b) -> b.contains(a));
    library.<Polygon>both("poly_distance", "polygon", Polygon::distance);
    library.<Polygon, Point>two("poly_contain_pt(polygon,point)", Polygon::contains);
    library.<Point, Polygon>two("pt_contained_poly(point,polygon)", (p, q) -> q.contains(p));
    library.<Point, Polygon>two("dist_ppoly(point,polygon)", (p, q) -> q.distance(p));
    library.<Polygon, Point>two("dist_polyp(polygon,point)", Polygon::distance);
  }

  /** Where polygons lie is asked of the boxes around them. */
  private static void places(GeometryLibrary library) {
    place(library, "poly_left", (a, b) -> a.high().x() < b.low().x());
    place(library, "poly_overleft", (a, b) -> a.high().x() <= b.high().x());
    place(library, "poly_right", (a, b) -> a.low().x() > b.high().x());
    place(library, "poly_overright", (a, b) -> a.low().x() >= b.low().x());
    place(library, "poly_below", (a, b) -> a.high().y() < b.low().y());
    place(library, "poly_overbelow", (a, b) -> a.high().y() <= b.high().y());
    place(library, "poly_above", (a, b) -> a.low().y() > b.high().y());
    place(library, "poly_overabove", (a, b) -> a.low().y() >= b.low().y());
  }

  private static void place(GeometryLibrary library, String name, BiPredicate<Box, Box> test) {
    library.<Polygon>both(name, "polygon", (a, b) -> test.test(a.bounds(), b.bounds()));
  }
}
