package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.statement.DefinedKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tablespace, of all databases. Catalogs tell which relations were put into it; their rows stay
 * in the files of the data directory.
 *
 * @param location the directory that was named; empty for one inside the data directory
 * @param options {@code name=value}
 */
public record Tablespace(long oid, String name, String location, List<String> options)
    implements DefinedObject {
  /** The two that are always there. */
  public static final Tablespace DEFAULT = new Tablespace(1663, "pg_default", "", List.of());

  public static final Tablespace GLOBAL = new Tablespace(1664, "pg_global", "", List.of());

  @Override
  public DefinedKind kind() {
    return DefinedKind.TABLESPACE;
  }

  @Override
  public long databaseOid() {
    return 0;
  }

  @Override
  public ObjectAddress address() {
    return ObjectAddress.of(ObjectAddress.PG_TABLESPACE, oid);
  }

  @Override
  public @Nullable String schema() {
    return null;
  }

  @Override
  public Tablespace named(@Nullable String schema, String newName) {
    return new Tablespace(oid, newName, location, options);
  }

  /** The same with other options. */
  public Tablespace withOptions(List<String> changed) {
    return new Tablespace(oid, name, location, List.copyOf(changed));
  }
}
