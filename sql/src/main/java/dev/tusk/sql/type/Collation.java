package dev.tusk.sql.type;

/** OIDs of collations, as in pg_collation. */
final class Collation {
  /** The database's. */
  static final long DEFAULT = 100;

  /** By bytes, whatever the database's is. */
  static final long C = 950;

  private Collation() {}
}
