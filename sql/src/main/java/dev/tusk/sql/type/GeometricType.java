package dev.tusk.sql.type;

import dev.tusk.sql.geometry.Point;
import java.util.ArrayList;
import java.util.List;

/** What geometric types share: they are made of float8, and have no order. */
abstract class GeometricType extends Type {
  GeometricType(int oid, String name, int arrayOid) {
    super(oid, name, arrayOid);
  }

  @Override
  public char category() {
    return 'G';
  }

  @Override
  public char alignment() {
    return 'd';
  }

  @Override
  public boolean byValue() {
    return false;
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public int compare(Object left, Object right) {
    throw new IllegalStateException(name() + " has no order");
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    throw new IllegalStateException(name() + " has no order");
  }

  static void write(double number, ByteWriter out, FormatSettings settings) {
    Types.FLOAT8.writeText(number, out, settings);
  }

  static void write(Point point, ByteWriter out, FormatSettings settings) {
    out.put('(');
    write(point.x(), out, settings);
    out.put(',');
    write(point.y(), out, settings);
    out.put(')');
  }

  static void write(List<Point> points, ByteWriter out, FormatSettings settings) {
    for (int i = 0; i < points.size(); i++) {
      if (i > 0) {
        out.put(',');
      }
      write(points.get(i), out, settings);
    }
  }

  static double number(BinaryReader in) {
    return Double.longBitsToDouble(in.int8());
  }

  static Point point(BinaryReader in) {
    double x = number(in);
    return new Point(x, number(in));
  }

  static void put(Point point, ByteWriter out) {
    out.putDouble(point.x());
    out.putDouble(point.y());
  }

  /** A count and so many points. */
  List<Point> points(BinaryReader in) {
    int count = in.int4();
    if (count <= 0) {
      throw InputError.binary("invalid number of points in external \"" + name() + "\" value");
    }
    if (count > in.left() / (2 * Double.BYTES)) {
      throw InputError.insufficientData();
    }
    List<Point> points = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      points.add(point(in));
    }
    return points;
  }

  static void put(List<Point> points, ByteWriter out) {
    out.putInt(points.size());
    points.forEach(point -> put(point, out));
  }
}
