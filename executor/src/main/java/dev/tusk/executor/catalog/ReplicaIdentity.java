package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.ObjectAddress;
import org.jspecify.annotations.Nullable;

/**
 * What ALTER TABLE … REPLICA IDENTITY said of a table; nothing where it is the primary key, which
 * it is without a word.
 *
 * @param identity {@code relreplident}: f, n or i
 * @param indexOid the index of i; 0 for the others
 */
public record ReplicaIdentity(
    long oid, long databaseOid, long tableOid, char identity, long indexOid)
    implements DefinedPart {
  public static final char DEFAULT = 'd';
  public static final char FULL = 'f';
  public static final char NOTHING = 'n';
  public static final char INDEX = 'i';

  @Override
  public ObjectAddress address() {
    return ObjectAddress.relation(tableOid);
  }

  @Override
  public @Nullable String schema() {
    return null;
  }
}
