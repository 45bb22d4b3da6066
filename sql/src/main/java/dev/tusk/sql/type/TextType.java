package dev.tusk.sql.type;

/** {@code text}: a string of any length. */
final class TextType extends StringType {
  TextType() {
    super(25, "text", 1009);
  }

  @Override
  public boolean preferred() {
    return true;
  }

  @Override
  public boolean embeds(Type other) {
    return other == this || other == Types.VARCHAR;
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.string(null);
  }

  @Override
  public long collation() {
    return Collation.DEFAULT.oid();
  }
}
