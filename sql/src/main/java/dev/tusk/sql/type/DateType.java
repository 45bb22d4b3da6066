package dev.tusk.sql.type;

/** {@code date}: days since 2000-01-01, in four bytes. */
final class DateType extends Type {
  DateType() {
    super(1082, "date", 1182);
  }

  @Override
  public char category() {
    return 'D';
  }

  @Override
  public int length() {
    return 4;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    DateTimeParser parsed = DateTimeParser.date("date", text, settings);
    return switch (parsed.result()) {
      case EPOCH -> -DateTimes.EPOCH_DAYS;
      case INFINITY -> DateTimes.DATE_INFINITY;
      case NEGATIVE_INFINITY -> DateTimes.DATE_NEGATIVE_INFINITY;
      case FIELDS -> {
        long days = parsed.days();
        if (days < DateTimes.MIN_DATE || days >= DateTimes.END_DATE) {
          throw parsed.rangeOfValue("date");
        }
        yield (int) days;
      }
    };
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    DateTimeText.date((Integer) value, out, settings);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(4, length);
    int days = BinaryReader.int4(bytes, from);
    return DateTimes.isFinite(days) ? DateTimes.date((long) days) : days;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.putInt((Integer) value);
  }

  @Override
  public int compare(Object left, Object right) {
    return Integer.compare((Integer) left, (Integer) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putInt((Integer) value);
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.INT4;
  }

  @Override
  public boolean embeds(Type other) {
    return other == this || other == Types.TIMESTAMP;
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.datetime(0);
  }
}
