package dev.tusk.sql.type;

import dev.tusk.sql.geometry.Box;
import dev.tusk.sql.geometry.Point;
import java.util.List;

/**
 * {@code box}: a rectangle by two corners, {@code (x,y),(x,y)}, upper right first.
 *
 * <pre>
 *  binary  2 × point
 * </pre>
 */
final class BoxType extends GeometricType {
  BoxType() {
    super(603, "box", 1020);
  }

  @Override
  public int length() {
    return 32;
  }

  /** A comma stands in the text of each box. */
  @Override
  public char delimiter() {
    return ';';
  }

  @Override
  public Type partType() {
    return Types.POINT;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    List<Point> corners = new GeometryReader(name(), text).two(false);
    return Box.of(corners.get(0), corners.get(1));
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    write(List.of(((Box) value).high(), ((Box) value).low()), out, settings);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    Point corner = point(in);
    Box value = Box.of(corner, point(in));
    in.finish();
    return value;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    put(((Box) value).high(), out);
    put(((Box) value).low(), out);
  }
}
