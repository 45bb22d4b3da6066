package dev.tusk.sql.type;

/** What text, varchar, name and their like share: a Java String whose binary form is its text. */
abstract class StringType extends Type {
  StringType(int oid, String name, int arrayOid) {
    super(oid, name, arrayOid);
  }

  @Override
  public char category() {
    return 'S';
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return Texts.checkZero(text);
  }

  @Override
  public Object parse(byte[] utf8, int from, int length, FormatSettings settings) {
    return parse(Texts.decode(utf8, from, length), settings);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    out.putText((String) value);
  }

  @Override
  public String toText(Object value, FormatSettings settings) {
    return (String) value;
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    return Texts.decode(bytes, from, length);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.putText((String) value);
  }

  @Override
  public int compare(Object left, Object right) {
    return Texts.compare((String) left, (String) right);
  }

  @Override
  public boolean equal(Object left, Object right) {
    return left.equals(right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putText((String) value);
  }

  @Override
  public StoredForm storedForm() {
    return StoredForm.STRING;
  }
}
