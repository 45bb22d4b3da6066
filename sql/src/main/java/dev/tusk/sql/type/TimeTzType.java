package dev.tusk.sql.type;

import java.util.List;

/**
 * {@code time(p) with time zone}. Binary form: int64 microseconds, int32 seconds <em>west</em> of
 * Greenwich.
 */
final class TimeTzType extends Type {
  TimeTzType() {
    super(1266, "timetz", 1270);
  }

  @Override
  public String displayName(int typmod) {
    return TimeType.precision("time", typmod) + " with time zone";
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
    return 12;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    DateTimeParser parsed = DateTimeParser.time("time with time zone", text, settings);
    return new TimeTz(parsed.timeOfDay(), parsed.offset());
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    TimeTz time = (TimeTz) value;
    DateTimeText.time(time.micros(), out);
    DateTimeText.offset(time.offset(), out);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(12, length);
    long micros = BinaryReader.int8(bytes, from);
    int west = BinaryReader.int4(bytes, from + 8);
    if (micros < 0 || micros > DateTimes.DAY) {
      throw DateTimes.outOfRange("time");
    }
    if (Math.abs((long) west) >= 16 * 3600) {
      throw DateTimes.outOfRange("time zone displacement");
    }
    return new TimeTz(micros, -west);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    TimeTz time = (TimeTz) value;
    out.putLong(time.micros());
    out.putInt(-time.offset());
  }

  @Override
  public int typmodIn(List<String> modifiers) {
    return modifiers.isEmpty() ? -1 : Typmod.fraction("TIME", modifiers);
  }

  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    TimeTz time = (TimeTz) value;
    return new TimeTz(DateTimes.roundToPrecision(time.micros(), typmod), time.offset());
  }

  @Override
  public int compare(Object left, Object right) {
    return ((TimeTz) left).compareTo((TimeTz) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    TimeTz time = (TimeTz) value;
    out.putLong(time.utcMicros());
    out.putInt(-time.offset());
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.datetime(typmod < 0 ? 6 : typmod);
  }
}
