package dev.tusk.sql.type;

/** A range type that a user has made. */
public final class UserRangeType extends RangeType implements UserType {
  private final Definition definition;
  private final ArrayType array;

  /**
   * What makes the type what it is.
   *
   * @param difference OID of the function that tells how far two values are from each other, or 0
   */
  public record Definition(
      int oid,
      int arrayOid,
      String schema,
      String name,
      Type subtype,
      long difference,
      Multirange multirange) {}

  /** The type of several of its ranges. */
  public record Multirange(int oid, int arrayOid, String schema, String name) {}

  public UserRangeType(Definition definition) {
    super(definition);
    this.definition = definition;
    this.array = new ArrayType(this);
  }

  /** OID of the function that tells how far two values of the subtype are from each other. */
  public long difference() {
    return definition.difference();
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
