package dev.tusk.sql.type;

import dev.tusk.sql.geometry.Circle;
import dev.tusk.sql.geometry.Point;

/**
 * {@code circle}: a center and a radius, {@code <(x,y),r>}.
 *
 * <pre>
 *  binary  point | float8 radius
 * </pre>
 */
final class CircleType extends GeometricType {
  CircleType() {
    super(718, "circle", 719);
  }

  @Override
  public int length() {
    return 24;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return new GeometryReader(name(), text).circle();
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    Circle circle = (Circle) value;
    out.put('<');
    write(circle.center(), out, settings);
    out.put(',');
    write(circle.radius(), out, settings);
    out.put('>');
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    Point center = point(in);
    double radius = number(in);
    in.finish();
    if (radius < 0) {
      throw InputError.binary("invalid radius in external \"circle\" value");
    }
    return new Circle(center, radius);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    put(((Circle) value).center(), out);
    out.putDouble(((Circle) value).radius());
  }
}
