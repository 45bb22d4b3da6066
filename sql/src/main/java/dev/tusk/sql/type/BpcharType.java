package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;

/**
 * {@code character(n)}, called bpchar inside: padded with spaces to n, which comparison ignores.
 *
 * <p>Typmod n + 4. The type without a length, {@code bpchar}, pads nothing.
 */
final class BpcharType extends StringType {
  BpcharType() {
    super(1042, "bpchar", 1014);
  }

  @Override
  public String displayName(int typmod) {
    return typmod < Typmod.HEADER ? "character" : "character(" + (typmod - Typmod.HEADER) + ")";
  }

  @Override
  public String writtenName(int typmod) {
    return typmod < Typmod.HEADER ? "bpchar" : displayName(typmod);
  }

  @Override
  public int typmodIn(List<String> modifiers) {
    return modifiers.isEmpty() ? -1 : Typmod.length("char", modifiers) + Typmod.HEADER;
  }

  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    int limit = typmod - Typmod.HEADER;
    if (limit < 0) {
      return value;
    }
    String text = (String) value;
    int length = Texts.length(text);
    if (length <= limit) {
      return length == limit ? text : text + " ".repeat(limit - length);
    }
    String cut = Texts.left(text, limit);
    if (!explicit && !Texts.stripTrailingSpaces(text.substring(cut.length())).isEmpty()) {
      throw SqlException.of(
          SqlState.STRING_DATA_RIGHT_TRUNCATION,
          "value too long for type character(" + limit + ")");
    }
    return cut;
  }

  @Override
  public int compare(Object left, Object right) {
    return Texts.compare(
        Texts.stripTrailingSpaces((String) left), Texts.stripTrailingSpaces((String) right));
  }

  @Override
  public boolean equal(Object left, Object right) {
    return compare(left, right) == 0;
  }

  @Override
  public int hash(Object value) {
    return Texts.stripTrailingSpaces((String) value).hashCode();
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putText(Texts.stripTrailingSpaces((String) value));
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.string(typmod > Typmod.HEADER ? typmod - Typmod.HEADER : null);
  }

  @Override
  public long collation() {
    return Collation.DEFAULT.oid();
  }
}
