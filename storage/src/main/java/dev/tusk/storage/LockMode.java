package dev.tusk.storage;

/**
 * Strength of a lock. Rows use PostgreSQL's four row-level modes; relations use {@link #WRITE}
 * (rows are being changed: taken by the engine itself), {@link #SHARE} (no changes meanwhile:
 * building an index) and {@link #EXCLUSIVE} (altering, dropping, truncating); advisory locks use
 * {@link #SHARE} and {@link #EXCLUSIVE}. Reading takes no lock.
 */
public enum LockMode {
  /** FOR KEY SHARE: the row's key stays. */
  KEY_SHARE,
  /** FOR SHARE: the row stays as it is. */
  SHARE,
  /** FOR NO KEY UPDATE: taken by an update that leaves keys alone. */
  NO_KEY_UPDATE,
  /** A relation whose rows this transaction changes. */
  WRITE,
  /** FOR UPDATE: taken by deletes and by updates of keys. */
  EXCLUSIVE;

  private static final int[] CONFLICTS = {
    1 << 4, // KEY_SHARE
    1 << 2 | 1 << 3 | 1 << 4, // SHARE
    1 << 1 | 1 << 2 | 1 << 4, // NO_KEY_UPDATE
    1 << 1 | 1 << 4, // WRITE
    0b11111, // EXCLUSIVE
  };

  /** Whether two owners cannot hold these modes of one thing at a time. */
  public boolean conflictsWith(LockMode other) {
    return (CONFLICTS[ordinal()] & 1 << other.ordinal()) != 0;
  }

  /** Whether a holder of these modes (a set of bits by ordinal) is in the way of this one. */
  boolean conflictsWithAny(int modes) {
    return (CONFLICTS[ordinal()] & modes) != 0;
  }
}
