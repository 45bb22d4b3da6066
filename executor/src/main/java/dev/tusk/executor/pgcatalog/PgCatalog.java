package dev.tusk.executor.pgcatalog;

import java.util.ArrayList;
import java.util.List;

/** The relations of pg_catalog; and those, of information_schema too, that have no rows yet. */
public final class PgCatalog {
  public static final List<SystemTable<?>> ALL;

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
                PgTrigger.TABLE,
                PgPolicy.TABLE,
                PgEventTrigger.TABLE,
                PgPolicy.BY_NAME,
                PgRules.TABLE,
                PgAttrdef.TABLE,
                PgDatabase.TABLE,
                PgAggregate.TABLE,
                PgAm.TABLE,
                PgOpclass.TABLE,
                PgOpfamily.TABLE,
                PgAmop.TABLE,
                PgAmproc.TABLE,
                PgProc.TABLE,
                PgOperator.TABLE,
                PgCast.TABLE,
                PgExtension.TABLE,
                PgAvailableExtensions.TABLE,
                PgSettings.TABLE,
                PgSequence.TABLE,
                PgSequences.TABLE,
                PgTables.TABLE,
                PgViews.TABLE,
                PgMatviews.TABLE,
                PgRewrite.TABLE,
                PgIndexes.TABLE,
                PgAuthid.TABLE,
                PgRoles.TABLE,
                PgUser.TABLE,
                PgShadow.TABLE,
                PgGroup.TABLE,
                PgAuthMembers.TABLE,
                PgDbRoleSetting.TABLE,
                PgDefaultAcl.TABLE,
                PgHbaFileRules.TABLE,
                PgBackendMemoryContexts.TABLE,
                PgShdescription.TABLE,
                PgIdentFileMappings.TABLE,
                PgLargeobject.TABLE,
                PgLargeobjectMetadata.TABLE,
                PgLanguage.TABLE,
                TextSearchTables.CONFIGURATIONS,
                TextSearchTables.MAPPINGS,
                TextSearchTables.DICTIONARIES,
                TextSearchTables.PARSERS,
                TextSearchTables.TEMPLATE_TABLE,
                PgCollation.TABLE,
                PgTablespace.TABLE,
                PgDescription.TABLE,
                PgDepend.TABLE,
                PgShdepend.TABLE,
                PgInitPrivs.TABLE,
                PgInherits.TABLE,
                PgPartitionedTable.TABLE,
                PgEnum.TABLE,
                PgRange.TABLE,
                PgTimezoneNames.TABLE,
                PgStatActivity.TABLE,
                PgLocks.TABLE,
                PgStatProgressCreateIndex.TABLE,
                PgStatDatabase.TABLE,
                PgStatVectorIndex.TABLE,
                PgStats.TABLE,
                StatisticsTables.OBJECTS,
                StatisticsTables.DATA,
                PgPreparedStatements.TABLE,
                PgCursors.TABLE));
    all.addAll(PgStatUserTables.TABLES);
    all.addAll(PgStatUserIndexes.TABLES);
    all.addAll(PgStatioTables.TABLES);
    all.addAll(PublicationTables.ALL);
    all.addAll(PgForeign.ALL);
    all.addAll(ForeignViews.ALL);
    all.addAll(EmptyTables.ALL);
    all.addAll(RoutineTables.ALL);
    all.addAll(PrivilegeTables.ALL);
    ALL = List.copyOf(all);
  }

  private PgCatalog() {}
}
