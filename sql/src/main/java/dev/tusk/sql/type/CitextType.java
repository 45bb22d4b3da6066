package dev.tusk.sql.type;

/**
 * {@code citext} as the extension has it: a text that keeps its letters' cases and is compared
 * without them, letter by letter in lower case (contrib/citext).
 */
public final class CitextType extends StringType {
  CitextType() {
    super(17401, "citext", 17402);
  }

  /** The text by which values are compared: no letter becomes two, as by C's towlower. */
  public static String folded(Object value) {
    String text = (String) value;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128 || c >= 'A' && c <= 'Z') {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(Character::toLowerCase).forEach(out::appendCodePoint);
        return out.toString();
      }
    }
    return text;
  }

  @Override
  public int compare(Object left, Object right) {
    return Texts.compare(folded(left), folded(right));
  }

  @Override
  public boolean equal(Object left, Object right) {
    return left.equals(right) || folded(left).equals(folded(right));
  }

  @Override
  public int hash(Object value) {
    return folded(value).hashCode();
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putText(folded(value));
  }

  @Override
  public long collation() {
    return Collation.DEFAULT.oid();
  }

  @Override
  public String extension() {
    return "citext";
  }
}
