package dev.tusk.sql.plan;

/** When a row is held to policies, and which of its versions. */
public enum PolicyMoment {
  /** The row that is inserted. */
  INSERT,
  /** The row as an update leaves it. */
  UPDATE,
  /** The row that ON CONFLICT DO UPDATE found. */
  CONFLICT,
  /** The row that MERGE is to update. */
  MERGE_UPDATE,
  /** The row that MERGE is to delete. */
  MERGE_DELETE
}
