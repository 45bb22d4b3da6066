package dev.tusk.sql.type;

import dev.tusk.sql.geometry.Path;

/**
 * {@code path}: places joined by segments, {@code [(x,y),…]} or, closed, {@code ((x,y),…)}.
 *
 * <pre>
 *  binary  byte closed | int32 count | count × point
 * </pre>
 */
final class PathType extends GeometricType {
  PathType() {
    super(602, "path", 1019);
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return new GeometryReader(name(), text).path();
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    Path path = (Path) value;
    out.put(path.closed() ? '(' : '[');
    write(path.points(), out, settings);
    out.put(path.closed() ? ')' : ']');
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    boolean closed = in.int1() != 0;
    Path value = new Path(closed, points(in));
    in.finish();
    return value;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    Path path = (Path) value;
    out.put(path.closed() ? 1 : 0);
    put(path.points(), out);
  }
}
