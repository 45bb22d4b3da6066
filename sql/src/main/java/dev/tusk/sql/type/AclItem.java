package dev.tusk.sql.type;

/**
 * What one role granted to another on one object: an element of an access control list.
 *
 * @param grantee 0 for PUBLIC
 * @param privileges bits as PostgreSQL numbers them, the grant options {@link #OPTION_SHIFT} higher
 */
public record AclItem(long grantee, long grantor, long privileges) {
  public static final int OPTION_SHIFT = 16;

  public static final long INSERT = 1;
  public static final long SELECT = 1 << 1;
  public static final long UPDATE = 1 << 2;
  public static final long DELETE = 1 << 3;

  private static final long LOW = (1L << OPTION_SHIFT) - 1;

  public static final long PUBLIC = 0;

  /** A letter for each bit, from the lowest on (ACL_ALL_RIGHTS_STR). */
  public static final String LETTERS = "arwdDxtXUCTcsA";

  /** What is granted. */
  public long granted() {
    return privileges & LOW;
  }

  /** What of it may be granted on. */
  public long options() {
    return privileges >>> OPTION_SHIFT & LOW;
  }

  public AclItem with(long bits) {
    return new AclItem(grantee, grantor, bits);
  }
}
