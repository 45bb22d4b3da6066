package dev.tusk.sql.type;

import dev.tusk.sql.geometry.Point;

/**
 * {@code point}: a place in the plane, {@code (x,y)}.
 *
 * <pre>
 *  binary  float8 x | float8 y
 * </pre>
 */
final class PointType extends GeometricType {
  PointType() {
    super(600, "point", 1017);
  }

  @Override
  public int length() {
    return 16;
  }

  @Override
  public Type partType() {
    return Types.FLOAT8;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return new GeometryReader(name(), text).point();
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    write((Point) value, out, settings);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    Point value = point(in);
    in.finish();
    return value;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    put((Point) value, out);
  }
}
