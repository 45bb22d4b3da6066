package dev.tusk.sql.type;

import java.util.List;

/** {@code time(p) without time zone}: microseconds since midnight, 24:00 included. */
final class TimeType extends Type {
  TimeType() {
    super(1083, "time", 1183);
  }

  @Override
  public String displayName(int typmod) {
    return precision("time", typmod) + " without time zone";
  }

  static String precision(String name, int typmod) {
    return typmod < 0 ? name : name + "(" + typmod + ")";
  }

  @Override
  public char category() {
    return 'D';
  }

  @Override
  public boolean outputIsImmutable() {
    return true;
  }

  @Override
  public int length() {
    return 8;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return DateTimeParser.time("time", text, settings).timeOfDay();
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    DateTimeText.time((Long) value, out);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(8, length);
    long time = BinaryReader.int8(bytes, from);
    if (time < 0 || time > DateTimes.DAY) {
      throw DateTimes.outOfRange("time");
    }
    return time;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.putLong((Long) value);
  }

  @Override
  public int typmodIn(List<String> modifiers) {
    return modifiers.isEmpty() ? -1 : Typmod.fraction("TIME", modifiers);
  }

  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    return DateTimes.roundToPrecision((Long) value, typmod);
  }

  @Override
  public int compare(Object left, Object right) {
    return Long.compare((Long) left, (Long) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putLong((Long) value);
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.INT8;
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.datetime(typmod < 0 ? 6 : typmod);
  }
}
