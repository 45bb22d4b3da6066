package dev.tusk.sql.catalog;

/**
 * OIDs that follow from another one, so that nobody has to keep them: a relation brings its row
 * type, a composite type its relation, and each type of a user's the array over it.
 *
 * <pre>
 *  bit 30  set in a table's row type, and in a composite type's relation
 *  bit 29  set in the array over a type
 * </pre>
 *
 * <p>Objects are numbered from below; they do not come near these bits.
 */
public final class TypeNumbers {
  private static final int PARTNER = 0x4000_0000;
  private static final int ARRAY = 0x2000_0000;

  private TypeNumbers() {}

  /** The type of a relation's rows. */
  public static int rowType(long relationOid) {
    return (int) relationOid ^ PARTNER;
  }

  /** The relation whose rows are of a type. */
  public static long relation(int rowType) {
    return rowType ^ PARTNER;
  }

  /** Whether a type is the row type of a relation that is there for its own sake. */
  public static boolean isRowType(int type) {
    return (type & PARTNER) != 0;
  }

  public static int array(int type) {
    return type | ARRAY;
  }

  public static boolean isArray(int type) {
    return (type & ARRAY) != 0;
  }

  public static int element(int array) {
    return array & ~ARRAY;
  }

  /** The number that one of these follows from; other numbers are their own. */
  public static long origin(long oid) {
    return oid & ~(PARTNER | ARRAY);
  }
}
