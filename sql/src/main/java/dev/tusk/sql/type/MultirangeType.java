package dev.tusk.sql.type;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several ranges of one type (utils/adt/multirangetypes.c).
 *
 * <pre>
 *  binary  int32 count | count × (int32 length, range)
 * </pre>
 */
public sealed class MultirangeType extends Type permits UserMultirangeType {
  private final RangeType range;

  MultirangeType(int oid, String name, int arrayOid, RangeType range) {
    super(oid, name, arrayOid);
    this.range = range;
  }

  public final RangeType range() {
    return range;
  }

  /** The multirange type behind a type, through domains; null for any other. */
  public static @Nullable MultirangeType of(Type type) {
    return DomainType.root(type) instanceof MultirangeType multirange ? multirange : null;
  }

  @Override
  public char category() {
    return 'R';
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public char alignment() {
    return range.alignment();
  }

  @Override
  public boolean outputIsImmutable() {
    return false;
  }

  @Override
  public String operatorClass() {
    return "multirange_ops";
  }

  /** Ranges of any kind and order as one value. */
  public MultirangeValue of(List<RangeValue> ranges) {
    List<RangeValue> sorted = new ArrayList<>();
    for (RangeValue r : ranges) {
      if (!r.isEmpty()) {
        sorted.add(r);
      }
    }
    sorted.sort(range::compare);
    List<RangeValue> merged = new ArrayList<>();
    for (RangeValue next : sorted) {
      RangeValue last = merged.isEmpty() ? null : merged.getLast();
      if (last == null
          || range.compareBounds(last.upper(), next.lower()) < 0
              && !range.meet(last.upper(), next.lower())) {
        merged.add(next);
      } else if (range.compareBounds(last.upper(), next.upper()) < 0) {
        merged.set(merged.size() - 1, range.make(last.lower(), next.upper()));
      }
    }
    return new MultirangeValue(List.copyOf(merged));
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return of(new RangeParser(text).parseSeveral(range, settings));
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    char before = '{';
    for (RangeValue r : ((MultirangeValue) value).ranges()) {
      out.put(before);
      range.writeText(r, out, settings);
      before = ',';
    }
    out.putText(before == '{' ? "{}" : "}");
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    return read(bytes, from, length, range::readBinary);
  }

  @Override
  Object readStored(byte[] bytes, int from, int length) {
    return read(bytes, from, length, range::readStored);
  }

  /** Reads a range's bytes. */
  private interface RangeReader {
    Object read(byte[] bytes, int from, int length);
  }

  private MultirangeValue read(byte[] bytes, int from, int length, RangeReader reader) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    int count = in.int4();
    if (count < 0 || count > in.left() / Integer.BYTES) {
      throw InputError.insufficientData();
    }
    List<RangeValue> ranges = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int size = in.int4();
      int at = in.position();
      in.skip(size);
      ranges.add((RangeValue) reader.read(bytes, at, size));
    }
    in.finish();
    return of(ranges);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    write((MultirangeValue) value, out, range::writeBinary);
  }

  @Override
  void writeStored(Object value, ByteWriter out) {
    write((MultirangeValue) value, out, range::writeStored);
  }

  private static void write(
      MultirangeValue value,
      ByteWriter out,
      java.util.function.BiConsumer<Object, ByteWriter> writer) {
    out.putInt(value.ranges().size());
    for (RangeValue r : value.ranges()) {
      int lengthAt = out.size();
      out.putInt(0);
      writer.accept(r, out);
      out.setInt(lengthAt, out.size() - lengthAt - Integer.BYTES);
    }
  }

  /** Range by range; of two that begin alike, the shorter first. */
  @Override
  public int compare(Object left, Object right) {
    List<RangeValue> a = ((MultirangeValue) left).ranges();
    List<RangeValue> b = ((MultirangeValue) right).ranges();
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = range.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  @Override
  public int hash(Object value) {
    int hash = 1;
    for (RangeValue r : ((MultirangeValue) value).ranges()) {
      hash = 31 * hash + range.hash(r);
    }
    return hash;
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    for (RangeValue r : ((MultirangeValue) value).ranges()) {
      out.element();
      range.writeKey(r, out);
    }
    out.endOfElements();
  }
}
