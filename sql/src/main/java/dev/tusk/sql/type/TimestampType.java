package dev.tusk.sql.type;

import java.util.List;

/**
 * {@code timestamp(p)} without and with time zone: microseconds since 2000-01-01, the latter in UTC
 * and shown in the session's zone.
 */
final class TimestampType extends Type {
  private final boolean zoned;

  private TimestampType(int oid, String name, int arrayOid, boolean zoned) {
    super(oid, name, arrayOid);
    this.zoned = zoned;
  }

  static TimestampType withoutZone() {
    return new TimestampType(1114, "timestamp", 1115, false);
  }

  static TimestampType withZone() {
    return new TimestampType(1184, "timestamptz", 1185, true);
  }

  @Override
  public String displayName(int typmod) {
    String name = TimeType.precision("timestamp", typmod);
    return name + (zoned ? " with time zone" : " without time zone");
  }

  @Override
  public char category() {
    return 'D';
  }

  @Override
  public boolean preferred() {
    return zoned;
  }

  @Override
  public int length() {
    return 8;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    String type = zoned ? "timestamp with time zone" : "timestamp";
    DateTimeParser parsed = DateTimeParser.date(type, text, settings);
    return switch (parsed.result()) {
      case EPOCH -> -DateTimes.EPOCH_DAYS * DateTimes.DAY;
      case INFINITY -> DateTimes.INFINITY;
      case NEGATIVE_INFINITY -> DateTimes.NEGATIVE_INFINITY;
      case FIELDS -> moment(parsed);
    };
  }

  private long moment(DateTimeParser parsed) {
    long local = parsed.localMicros();
    long micros = zoned ? local - parsed.offset() * DateTimes.SECOND : local;
    if (!DateTimes.isTimestamp(micros)) {
      throw parsed.rangeOfValue("timestamp");
    }
    return micros;
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    if (zoned) {
      DateTimeText.timestampTz((Long) value, out, settings);
    } else {
      DateTimeText.timestamp((Long) value, out, settings);
    }
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(8, length);
    long micros = BinaryReader.int8(bytes, from);
    return DateTimes.isFinite(micros) ? DateTimes.timestamp(micros) : micros;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.putLong((Long) value);
  }

  @Override
  public int typmodIn(List<String> modifiers) {
    return modifiers.isEmpty() ? -1 : Typmod.fraction("TIMESTAMP", modifiers);
  }

  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    long micros = (Long) value;
    return DateTimes.isFinite(micros) ? DateTimes.roundToPrecision(micros, typmod) : value;
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
