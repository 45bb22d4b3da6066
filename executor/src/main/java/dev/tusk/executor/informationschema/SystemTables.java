package dev.tusk.executor.informationschema;

import dev.tusk.executor.pgcatalog.PgCatalog;
import dev.tusk.executor.pgcatalog.SystemTable;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All relations of pg_catalog and information_schema, by name and by OID. */
public final class SystemTables {
  private static final Map<Long, SystemTable<?>> BY_OID = new LinkedHashMap<>();
  private static final List<Table> DESCRIPTORS = new ArrayList<>();

  static {
    List<SystemTable<?>> all = new ArrayList<>(PgCatalog.ALL);
    all.addAll(InformationSchema.ALL);
    for (SystemTable<?> table : all) {
      Table descriptor = table.descriptor();
      DESCRIPTORS.add(descriptor);
      BY_OID.put(descriptor.oid(), table);
    }
  }

  private SystemTables() {}

  /** Descriptors of all system relations. */
  public static List<Table> descriptors() {
    return List.copyOf(DESCRIPTORS);
  }

  public static @Nullable SystemTable<?> find(long oid) {
    return BY_OID.get(oid);
  }
}
