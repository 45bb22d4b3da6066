package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;

/** {@code character varying(n)}: typmod n + 4. */
final class VarcharType extends StringType {
  VarcharType() {
    super(1043, "varchar", 1015);
  }

  @Override
  public String displayName(int typmod) {
    return typmod < Typmod.HEADER
        ? "character varying"
        : "character varying(" + (typmod - Typmod.HEADER) + ")";
  }

  @Override
  public int typmodIn(List<String> modifiers) {
    return modifiers.isEmpty() ? -1 : Typmod.length("varchar", modifiers) + Typmod.HEADER;
  }

  /** Cuts; by assignment only spaces may be cut (22001). */
  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    String text = (String) value;
    int limit = typmod - Typmod.HEADER;
    if (limit < 0 || text.length() <= limit) {
      return value;
    }
    String cut = Texts.left(text, limit);
    if (!explicit && !Texts.stripTrailingSpaces(text.substring(cut.length())).isEmpty()) {
      throw SqlException.of(
          SqlState.STRING_DATA_RIGHT_TRUNCATION,
          "value too long for type character varying(" + limit + ")");
    }
    return cut;
  }

  @Override
  public boolean embeds(Type other) {
    return other == this || other == Types.TEXT;
  }

  @Override
  public Type comparedAs() {
    return Types.TEXT;
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
