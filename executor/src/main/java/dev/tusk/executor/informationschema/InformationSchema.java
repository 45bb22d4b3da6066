package dev.tusk.executor.informationschema;

import dev.tusk.executor.pgcatalog.SystemTable;
import java.util.List;

/** The views of information_schema that have rows. */
public final class InformationSchema {
  private InformationSchema() {}

  public static final List<SystemTable<?>> ALL =
      List.of(
          Schemata.TABLE,
          Tables.TABLE,
          Columns.TABLE,
          Domains.TABLE,
          CheckConstraints.TABLE,
          TableConstraints.TABLE,
          KeyColumnUsage.TABLE,
          ConstraintColumnUsage.TABLE,
          ReferentialConstraints.TABLE,
          Sequences.TABLE,
          Triggers.TABLE,
          Views.TABLE,
          ViewUsage.TABLES,
          ViewUsage.COLUMNS);
}
