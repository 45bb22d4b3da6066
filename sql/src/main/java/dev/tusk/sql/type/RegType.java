package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/**
 * {@code regclass}, {@code regtype}, {@code regproc} …: an OID that reads and prints as the name of
 * the object, by way of {@link ObjectNames}.
 */
final class RegType extends Unsigned32Type {
  private final String noun;

  /** How no object at all is written: {@code -}, which as an operator would be minus. */
  private final String none;

  /**
   * @param noun what it names, as in the error {@code relation "x" does not exist}
   */
  RegType(int oid, String name, int arrayOid, String noun) {
    super(oid, name, arrayOid);
    this.noun = noun;
    this.none = noun.equals("operator") ? "0" : "-";
  }

  @Override
  public char category() {
    return 'N';
  }

  @Override
  public boolean inputIsImmutable() {
    return false;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    if (text.equals(none)) {
      return 0L;
    }
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OidType.parseOid(text, "oid");
    }
    if (ObjectNames.CURRENT.isBound()) {
      return ObjectNames.CURRENT.get().oid(this, text);
    }
    throw SqlException.of(SqlState.UNDEFINED_OBJECT, noun + " \"" + text + "\" does not exist");
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    long oid = (Long) value;
    if (oid == 0) {
      out.putText(none);
      return;
    }
    String name = null;
    if (ObjectNames.CURRENT.isBound()) {
      name = ObjectNames.CURRENT.get().name(this, oid).orElse(null);
    }
    if (name == null) {
      IntegerText.write(oid, out);
    } else {
      out.putText(name);
    }
  }

  @Override
  public Type comparedAs() {
    return Types.OID;
  }
}
