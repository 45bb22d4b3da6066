package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.ObjectAddress;
import org.jspecify.annotations.Nullable;

/**
 * What was said of how a table, an index or a sequence is to be stored, beyond what it is; nothing
 * where all of it is as it is without a word.
 *
 * @param tablespace the OID of the one that was named; 0 for the database's own
 * @param clusteredBy of a table, the index that CLUSTER puts its rows in the order of; 0 for none
 * @param persistence of a sequence that is not as its table is, {@code p} or {@code u}; 0 for none
 */
public record StorageChoice(
    long oid,
    long databaseOid,
    long relationOid,
    long tablespace,
    long clusteredBy,
    char persistence)
    implements DefinedPart {
  /** That nothing was said. */
  public static final StorageChoice NONE = new StorageChoice(0, 0, 0, 0, 0, '\0');

  /** The same with another tablespace. */
  public StorageChoice in(long changed) {
    return new StorageChoice(oid, databaseOid, relationOid, changed, clusteredBy, persistence);
  }

  /** The same in the order of another index. */
  public StorageChoice clustered(long index) {
    return new StorageChoice(oid, databaseOid, relationOid, tablespace, index, persistence);
  }

  /** The same that is logged, or not. */
  public StorageChoice kept(char changed) {
    return new StorageChoice(oid, databaseOid, relationOid, tablespace, clusteredBy, changed);
  }

  /** Whether there is nothing to remember. */
  public boolean isEmpty() {
    return tablespace == 0 && clusteredBy == 0 && persistence == '\0';
  }

  @Override
  public ObjectAddress address() {
    return ObjectAddress.relation(relationOid);
  }

  @Override
  public @Nullable String schema() {
    return null;
  }
}
