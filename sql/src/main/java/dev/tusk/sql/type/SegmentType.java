package dev.tusk.sql.type;

import dev.tusk.sql.geometry.Point;
import dev.tusk.sql.geometry.Segment;
import java.util.List;

/**
 * {@code lseg}: what lies between two places, {@code [(x,y),(x,y)]}.
 *
 * <pre>
 *  binary  2 × point
 * </pre>
 */
final class SegmentType extends GeometricType {
  SegmentType() {
    super(601, "lseg", 1018);
  }

  @Override
  public int length() {
    return 32;
  }

  @Override
  public Type partType() {
    return Types.POINT;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    List<Point> ends = new GeometryReader(name(), text).two(true);
    return new Segment(ends.get(0), ends.get(1));
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    Segment segment = (Segment) value;
    out.put('[');
    write(List.of(segment.from(), segment.to()), out, settings);
    out.put(']');
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    Point start = point(in);
    Segment value = new Segment(start, point(in));
    in.finish();
    return value;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    put(((Segment) value).from(), out);
    put(((Segment) value).to(), out);
  }
}
