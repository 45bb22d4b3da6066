package dev.tusk.storage;

import java.util.EnumSet;
import java.util.Set;

/**
 * Strength of a lock. Rows use PostgreSQL's four row-level modes. Relations use its eight
 * table-level modes: {@link #WRITE} is its ROW EXCLUSIVE (rows are being changed: taken by the
 * engine itself), {@link #SHARE} its SHARE (no changes meanwhile: building an index), {@link
 * #EXCLUSIVE} its ACCESS EXCLUSIVE (altering, dropping, truncating); the others stand under their
 * own names. Advisory locks use {@link #SHARE} and {@link #EXCLUSIVE}. Reading takes no lock.
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
  EXCLUSIVE,
  /** A relation that stays there and is not rewritten. */
  ACCESS_SHARE,
  /** A relation whose rows are locked. */
  ROW_SHARE,
  /** A relation that is maintained, or whose definition changes so that writers need not know. */
  SHARE_UPDATE_EXCLUSIVE,
  /** A relation that nobody else changes or maintains. */
  SHARE_ROW_EXCLUSIVE,
  /** A relation that others only read. */
  READ_ONLY;

  private static final int[] CONFLICTS = new int[values().length];

  static {
    EnumSet<LockMode> all = EnumSet.allOf(LockMode.class);
    conflict(KEY_SHARE, EXCLUSIVE);
    conflict(SHARE, NO_KEY_UPDATE, WRITE, EXCLUSIVE);
    conflict(NO_KEY_UPDATE, SHARE, NO_KEY_UPDATE, EXCLUSIVE);
    conflict(WRITE, SHARE, EXCLUSIVE);
    conflict(EXCLUSIVE, all.toArray(LockMode[]::new));
    conflict(ROW_SHARE, READ_ONLY);
    conflict(SHARE_UPDATE_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE, SHARE, SHARE_ROW_EXCLUSIVE);
    conflict(SHARE_ROW_EXCLUSIVE, WRITE, SHARE, SHARE_ROW_EXCLUSIVE);
    all.remove(ACCESS_SHARE);
    conflict(READ_ONLY, all.toArray(LockMode[]::new));
  }

  private static void conflict(LockMode mode, LockMode... others) {
    for (LockMode other : Set.of(others)) {
      CONFLICTS[mode.ordinal()] |= 1 << other.ordinal();
      CONFLICTS[other.ordinal()] |= 1 << mode.ordinal();
    }
  }

  /** Whether two owners cannot hold these modes of one thing at a time. */
  public boolean conflictsWith(LockMode other) {
    return (CONFLICTS[ordinal()] & 1 << other.ordinal()) != 0;
  }

  /** Whether a holder of these modes (a set of bits by ordinal) is in the way of this one. */
  boolean conflictsWithAny(int modes) {
    return (CONFLICTS[ordinal()] & modes) != 0;
  }
}
