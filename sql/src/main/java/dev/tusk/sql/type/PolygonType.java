package dev.tusk.sql.type;

import dev.tusk.sql.geometry.Polygon;

/**
 * {@code polygon}: the inside of a closed row of places, {@code ((x,y),…)}.
 *
 * <pre>
 *  binary  int32 count | count × point
 * </pre>
 */
final class PolygonType extends GeometricType {
  PolygonType() {
    super(604, "polygon", 1027);
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return new Polygon(new GeometryReader(name(), text).polygon());
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    out.put('(');
    write(((Polygon) value).points(), out, settings);
    out.put(')');
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    Polygon value = new Polygon(points(in));
    in.finish();
    return value;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    put(((Polygon) value).points(), out);
  }
}
