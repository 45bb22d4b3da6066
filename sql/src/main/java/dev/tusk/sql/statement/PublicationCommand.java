package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE and ALTER PUBLICATION. */
public sealed interface PublicationCommand extends DefinedCommand {
  String name();

  /**
   * CREATE PUBLICATION.
   *
   * @param allTables FOR ALL TABLES, and no targets
   */
  record Create(String name, boolean allTables, List<Target> targets, List<Definition> options)
      implements PublicationCommand {}

  /** ALTER PUBLICATION … SET (…). */
  record SetOptions(String name, List<Definition> options) implements PublicationCommand {}

  /** ALTER PUBLICATION … ADD, DROP or SET of what is published. */
  record Change(String name, Action action, List<Target> targets) implements PublicationCommand {}

  /** What becomes of what is published. */
  enum Action {
    ADD,
    DROP,
    SET
  }

  /** A part of what is published. */
  sealed interface Target {
    /**
     * TABLE.
     *
     * @param only without the tables that inherit from it
     * @param columns which alone are published; empty for all
     * @param where which rows alone are; null for all
     */
    record OfTable(
        QualifiedName name, boolean only, List<String> columns, @Nullable ParsedExpression where)
        implements Target {}

    /**
     * TABLES IN SCHEMA.
     *
     * @param schema null for CURRENT_SCHEMA
     */
    record OfSchema(@Nullable String schema) implements Target {}
  }

  @Override
  default String tag() {
    return (this instanceof Create ? "CREATE" : "ALTER") + " PUBLICATION";
  }
}
