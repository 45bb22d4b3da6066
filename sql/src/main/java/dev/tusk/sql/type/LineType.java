package dev.tusk.sql.type;

import dev.tusk.sql.geometry.Line;
import dev.tusk.sql.geometry.Reals;

/**
 * {@code line}: all places with ax + by + c = 0, <code>{a,b,c}</code>.
 *
 * <pre>
 *  binary  float8 a | float8 b | float8 c
 * </pre>
 */
final class LineType extends GeometricType {
  LineType() {
    super(628, "line", 629);
  }

  @Override
  public int length() {
    return 24;
  }

  @Override
  public Type partType() {
    return Types.FLOAT8;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return new GeometryReader(name(), text).line();
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    Line line = (Line) value;
    out.put('{');
    write(line.a(), out, settings);
    out.put(',');
    write(line.b(), out, settings);
    out.put(',');
    write(line.c(), out, settings);
    out.put('}');
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    double a = number(in);
    double b = number(in);
    double c = number(in);
    in.finish();
    if (Reals.zero(a) && Reals.zero(b)) {
      throw InputError.binary("invalid line specification: A and B cannot both be zero");
    }
    return new Line(a, b, c);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    Line line = (Line) value;
    out.putDouble(line.a());
    out.putDouble(line.b());
    out.putDouble(line.c());
  }
}
