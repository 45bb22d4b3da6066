package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.informationschema.InformationSchema;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All relations of pg_catalog and information_schema, by name and by OID. */
public final class SystemTables {
  private static final Map<String, SystemTable<?>> BY_NAME = new LinkedHashMap<>();
  private static final Map<Long, SystemTable<?>> BY_OID = new LinkedHashMap<>();
  private static final List<Table> DESCRIPTORS = new ArrayList<>();

  static {
    List<SystemTable<?>> all =
        new ArrayList<>(
            List.of(
                PgNamespace.TABLE,
                PgClass.TABLE,
                PgAttribute.TABLE,
                PgType.TABLE,
                PgIndex.TABLE,
                PgConstraint.TABLE,
                PgAttrdef.TABLE,
                PgDatabase.TABLE,
                PgAggregate.TABLE,
                PgAm.TABLE,
                PgOpclass.TABLE,
                PgOpfamily.TABLE,
                PgProc.TABLE,
                PgOperator.TABLE,
                PgCast.TABLE,
                PgExtension.TABLE,
                PgAvailableExtensions.TABLE,
                PgSettings.TABLE,
                PgSequence.TABLE,
                PgSequences.TABLE,
                PgTables.TABLE,
                PgIndexes.TABLE,
                PgAuthid.TABLE,
                PgRoles.TABLE,
                PgUser.TABLE,
                PgLanguage.TABLE,
                PgCollation.TABLE,
                PgTablespace.TABLE,
                PgDescription.TABLE,
                PgDepend.TABLE,
                PgTimezoneNames.TABLE,
                PgStatActivity.TABLE,
                PgStatProgressCreateIndex.TABLE,
                PgStatUserIndexes.TABLE,
                PgStatVectorIndex.TABLE,
                PgPreparedStatements.TABLE,
                PgCursors.TABLE));
    all.addAll(PgStatUserTables.TABLES);
    all.addAll(PgStatioTables.TABLES);
    all.addAll(EmptyTables.ALL);
    all.addAll(InformationSchema.ALL);
    for (SystemTable<?> table : all) {
      Table descriptor = table.descriptor();
      DESCRIPTORS.add(descriptor);
      BY_NAME.put(descriptor.schema() + "." + descriptor.name(), table);
      BY_OID.put(descriptor.oid(), table);
    }
  }

  private SystemTables() {}

  /** Descriptors of all system relations. */
  public static List<Table> descriptors() {
    return List.copyOf(DESCRIPTORS);
  }

  /** The relation of that name in {@code pg_catalog} or {@code information_schema}. */
  public static @Nullable SystemTable<?> find(String schema, String name) {
    return BY_NAME.get(schema + "." + name);
  }

  public static @Nullable SystemTable<?> find(long oid) {
    return BY_OID.get(oid);
  }
}
