package dev.tusk.sql.type;

/** The type of several ranges of a user's range type. */
public final class UserMultirangeType extends MultirangeType implements UserType {
  private final UserRangeType.Multirange definition;
  private final ArrayType array;

  UserMultirangeType(UserRangeType.Multirange definition, RangeType range) {
    super(definition.oid(), definition.name(), definition.arrayOid(), range);
    this.definition = definition;
    this.array = new ArrayType(this);
  }

  @Override
  public String schema() {
    return definition.schema();
  }

  @Override
  public Type array() {
    return array;
  }

  @Override
  public String displayName(int typmod) {
    return UserType.quoted(name());
  }
}
