package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * A range over a subtype (utils/adt/rangetypes.c): one kind for all of them.
 *
 * <pre>
 *  binary  byte flags (1 empty, 2 lower inclusive, 4 upper inclusive, 8 no lower, 16 no upper)
 *          | int32 length, lower | int32 length, upper
 *  stored  the same with the subtype's stored form
 *  key     byte 0, or byte 1 | lower | upper, each with a byte before it for whether it is there
 *          and one behind it for whether the value is inside
 * </pre>
 */
public sealed class RangeType extends Type permits UserRangeType {
  static final int EMPTY = 1;
  static final int LOWER_INCLUSIVE = 2;
  static final int UPPER_INCLUSIVE = 4;
  static final int NO_LOWER = 8;
  static final int NO_UPPER = 16;

  private final Type subtype;
  private final @Nullable Steps steps;
  private final MultirangeType multirange;

  /** How a subtype of which no value lies between two neighbours goes to the next one. */
  @FunctionalInterface
  interface Steps {
    /** The next value; the same for one that has none, as infinity. */
    Object next(Object value);
  }

  /** PostgreSQL's own. */
  RangeType(
      int oid,
      String name,
      int arrayOid,
      Type subtype,
      @Nullable Steps steps,
      int multirangeOid,
      String multirangeName,
      int multirangeArrayOid) {
    super(oid, name, arrayOid);
    this.subtype = subtype;
    this.steps = steps;
    this.multirange = new MultirangeType(multirangeOid, multirangeName, multirangeArrayOid, this);
  }

  /** A user's, with the type of several of its ranges. */
  RangeType(UserRangeType.Definition definition) {
    super(definition.oid(), definition.name(), definition.arrayOid());
    this.subtype = definition.subtype();
    this.steps = null;
    this.multirange = new UserMultirangeType(definition.multirange(), this);
  }

  public final Type subtype() {
    return subtype;
  }

  public final MultirangeType multirange() {
    return multirange;
  }

  /** Whether its ranges are brought to one form: no value of the subtype is between neighbours. */
  public final boolean discrete() {
    return steps != null;
  }

  /** The range type behind a type, through domains; null for any other. */
  public static @Nullable RangeType of(Type type) {
    return DomainType.root(type) instanceof RangeType range ? range : null;
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
    return subtype.alignment() == 'd' ? 'd' : 'i';
  }

  @Override
  public boolean outputIsImmutable() {
    return false;
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public String operatorClass() {
    return "range_ops";
  }

  /**
   * The range between two ends, in its one form.
   *
   * @throws SqlException 22000 for ends that are not in order
   */
  public RangeValue make(RangeBound lower, RangeBound upper) {
    RangeValue range = ordered(lower, upper);
    return steps == null || range.isEmpty() ? range : canonical(range, steps);
  }

  private RangeValue ordered(RangeBound lower, RangeBound upper) {
    int order = compareValues(lower, upper);
    if (order > 0) {
      throw SqlException.of(
          SqlState.DATA_EXCEPTION,
          "range lower bound must be less than or equal to range upper bound");
    }
    return order == 0 && !(lower.inclusive() && upper.inclusive())
        ? RangeValue.EMPTY
        : RangeValue.between(lower, upper);
  }

  /** The same values with the lower end inside and the upper one outside. */
  private RangeValue canonical(RangeValue range, Steps by) {
    RangeBound lower = range.lower();
    RangeBound upper = range.upper();
    if (lower.value() != null && !lower.inclusive()) {
      Object next = by.next(lower.value());
      lower = RangeBound.lower(next, next != lower.value());
    }
    if (upper.value() != null && upper.inclusive()) {
      Object next = by.next(upper.value());
      upper = RangeBound.upper(next, next == upper.value());
    }
    return ordered(lower, upper);
  }

  /** Ends by their place; of ends at the same value, by what they leave out. */
  public final int compareBounds(RangeBound a, RangeBound b) {
    if (a.value() == null || b.value() == null) {
      return compareValues(a, b);
    }
    int order = subtype.compare(a.value(), b.value());
    if (order != 0 || a.inclusive() && b.inclusive()) {
      return order;
    }
    if (!a.inclusive() && !b.inclusive()) {
      return a.lower() == b.lower() ? 0 : a.lower() ? 1 : -1;
    }
    return a.inclusive() ? (b.lower() ? -1 : 1) : (a.lower() ? 1 : -1);
  }

  /** Ends by their place alone. */
  public final int compareValues(RangeBound a, RangeBound b) {
    if (a.value() != null && b.value() != null) {
      return subtype.compare(a.value(), b.value());
    }
    return Integer.compare(side(a), side(b));
  }

  /** -1 below all values, 1 above all. */
  private static int side(RangeBound bound) {
    return bound.value() != null ? 0 : bound.lower() ? -1 : 1;
  }

  /** Whether nothing lies between an upper end and a lower one, which do not overlap. */
  public final boolean meet(RangeBound upper, RangeBound lower) {
    int order = compareValues(upper, lower);
    if (order == 0) {
      return upper.inclusive() != lower.inclusive();
    }
    return order < 0 && steps != null && make(upper.beyond(), lower.beyond()).isEmpty();
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return new RangeParser(text).parse(this, settings);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    RangeValue range = (RangeValue) value;
    if (range.isEmpty()) {
      out.putText("empty");
      return;
    }
    out.put(range.lower().inclusive() ? '[' : '(');
    writeBound(range.lower(), out, settings);
    out.put(',');
    writeBound(range.upper(), out, settings);
    out.put(range.upper().inclusive() ? ']' : ')');
  }

  private void writeBound(RangeBound bound, ByteWriter out, FormatSettings settings) {
    if (bound.value() == null) {
      return;
    }
    int start = out.size();
    subtype.writeText(bound.value(), out, settings);
    if (!needsQuotes(out.array(), start, out.size())) {
      return;
    }
    byte[] plain = java.util.Arrays.copyOfRange(out.array(), start, out.size());
    out.truncate(start);
    out.put('"');
    for (byte b : plain) {
      if (b == '"' || b == '\\') {
        out.put(b);
      }
      out.put(b);
    }
    out.put('"');
  }

  private static boolean needsQuotes(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if ("\"\\()[],".indexOf(bytes[i]) >= 0 || IntegerText.isSpace(bytes[i])) {
        return true;
      }
    }
    return from == to;
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    return read(bytes, from, length, subtype::readBinary);
  }

  @Override
  Object readStored(byte[] bytes, int from, int length) {
    return read(bytes, from, length, subtype::readStored);
  }

  /** Reads a bound's bytes. */
  private interface BoundReader {
    Object read(byte[] bytes, int from, int length);
  }

  private RangeValue read(byte[] bytes, int from, int length, BoundReader reader) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    int flags = in.int1();
    Object lower = (flags & (EMPTY | NO_LOWER)) == 0 ? bound(bytes, in, reader) : null;
    Object upper = (flags & (EMPTY | NO_UPPER)) == 0 ? bound(bytes, in, reader) : null;
    in.finish();
    return (flags & EMPTY) != 0
        ? RangeValue.EMPTY
        : make(
            RangeBound.lower(lower, (flags & LOWER_INCLUSIVE) != 0),
            RangeBound.upper(upper, (flags & UPPER_INCLUSIVE) != 0));
  }

  private static Object bound(byte[] bytes, BinaryReader in, BoundReader reader) {
    int size = in.int4();
    int at = in.position();
    in.skip(size);
    return reader.read(bytes, at, size);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    write((RangeValue) value, out, subtype::writeBinary);
  }

  @Override
  void writeStored(Object value, ByteWriter out) {
    write((RangeValue) value, out, subtype::writeStored);
  }

  private static void write(
      RangeValue range, ByteWriter out, java.util.function.BiConsumer<Object, ByteWriter> writer) {
    if (range.isEmpty()) {
      out.put(EMPTY);
      return;
    }
    Object lower = range.lower().value();
    Object upper = range.upper().value();
    int flags = lower == null ? NO_LOWER : range.lower().inclusive() ? LOWER_INCLUSIVE : 0;
    flags |= upper == null ? NO_UPPER : range.upper().inclusive() ? UPPER_INCLUSIVE : 0;
    out.put(flags);
    for (Object bound : new Object[] {lower, upper}) {
      if (bound != null) {
        int lengthAt = out.size();
        out.putInt(0);
        writer.accept(bound, out);
        out.setInt(lengthAt, out.size() - lengthAt - Integer.BYTES);
      }
    }
  }

  /** The empty one before all others, which are compared by their lower and then upper ends. */
  @Override
  public int compare(Object left, Object right) {
    RangeValue a = (RangeValue) left;
    RangeValue b = (RangeValue) right;
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(b.isEmpty(), a.isEmpty());
    }
    int order = compareBounds(a.lower(), b.lower());
    return order != 0 ? order : compareBounds(a.upper(), b.upper());
  }

  @Override
  public int hash(Object value) {
    RangeValue range = (RangeValue) value;
    return range.isEmpty() ? EMPTY : 31 * hash(range.lower()) + hash(range.upper());
  }

  private int hash(RangeBound bound) {
    int hash = bound.value() == null ? 0 : subtype.hash(bound.value());
    return 2 * hash + (bound.inclusive() ? 1 : 0);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    RangeValue range = (RangeValue) value;
    out.putByte(range.isEmpty() ? 0 : 1);
    if (!range.isEmpty()) {
      writeKey(range.lower(), out);
      writeKey(range.upper(), out);
    }
  }

  private void writeKey(RangeBound bound, KeyWriter out) {
    out.putByte(1 + side(bound));
    if (bound.value() != null) {
      subtype.writeKey(bound.value(), out);
      out.putByte(bound.inclusive() == bound.lower() ? 0 : 1);
    }
  }
}
