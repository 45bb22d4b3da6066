package dev.tusk.sql.type;

/** {@code aclitem}: who granted what to whom, carried as the text PostgreSQL writes for it. */
final class AclItemType extends StringType {
  AclItemType() {
    super(1033, "aclitem", 1034);
  }

  @Override
  public char category() {
    return 'U';
  }

  @Override
  public int length() {
    return 12;
  }

  @Override
  public char alignment() {
    return 'i';
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public boolean inputIsImmutable() {
    return false;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    Texts.checkZero(text);
    return ObjectNames.CURRENT.isBound() ? ObjectNames.CURRENT.get().aclItem(text) : text;
  }
}
