package dev.tusk.sql.catalog;

import dev.tusk.sql.function.CastSignature;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the planner asks about the database, as one session sees it at one moment: the executor
 * implements it over its stored catalog.
 */
public interface Catalog {
  /** Changes with every DDL statement; part of the plan cache's key. */
  long version();

  /** The database's name: the only one that a name of three parts may begin with. */
  String database();

  /** The schemas searched for unqualified names, pg_catalog included where PostgreSQL has it. */
  List<String> searchPath();

  /** The table of that name, along the search path when it has no schema. */
  Optional<Table> table(QualifiedName name);

  Optional<Table> table(long oid);

  /**
   * The tables below a table whose rows are its rows too, in the order in which they are read: the
   * one place where this is asked, for children and for whatever else is read so.
   */
  default List<Table> descendants(Table table) {
    return List.of();
  }

  /** What a relation of kind {@link Table.Kind#VIEW} is. */
  default Optional<View> view(Table table) {
    return Optional.empty();
  }

  /** The rules of a relation that are on, by name, but for that by which a view is one. */
  default List<Rule> rules(Table table) {
    return List.of();
  }

  /** Whether a view has a trigger INSTEAD OF that. */
  default boolean insteadOf(Table view, RuleEvent event) {
    return false;
  }

  /** What leads to the partitions of a table that is divided among such; else null. */
  default @Nullable Partitions partitions(Table table) {
    return null;
  }

  /**
   * The policies that bind a role when it reads or writes a table.
   *
   * @param role OID; 0 for the current role
   * @return null where none is asked
   * @throws dev.tusk.sql.error.SqlException 42501, where some would be and {@code row_security} is
   *     off
   */
  default @Nullable List<Policy> policies(Table table, long role) {
    return null;
  }

  /** Whether policies keep rows of a table from the current role. */
  default boolean secured(Table table) {
    return false;
  }

  boolean schemaExists(String schema);

  /** Refuses a schema that is there and that the current user may not look into. */
  default void requireUsage(String schema) {}

  /**
   * A type by name: {@code int4}, {@code vector}; those of an extension only once it is created.
   * Display names with several words are resolved by the parser beforehand.
   */
  Optional<Type> type(QualifiedName name);

  Optional<Type> type(int oid);

  /** The collation of that name, along the search path when it has no schema. */
  default Optional<Collation> collation(QualifiedName name) {
    String schema = name.schema();
    return schema == null || schema.equals("pg_catalog")
        ? Optional.ofNullable(BuiltinCollations.find(name.name()))
        : Optional.empty();
  }

  /**
   * The functions of that name, of all kinds, built-in and the user's: those of the schema, or of
   * all schemas of the search path where none is named.
   */
  List<FoundFunction> functions(QualifiedName name);

  /** Operators of the user's of that spelling along the search path; built-in ones are known. */
  default List<OperatorSignature> operators(String name, boolean prefix) {
    return List.of();
  }

  /** The cast of the user's from one type to another. */
  default Optional<CastSignature> cast(Type source, Type target) {
    return Optional.empty();
  }

  /** The function of that OID, built-in or the user's. */
  Optional<FunctionSignature> function(int oid);

  /** A type's name as it is printed: with its schema unless it is found without. */
  default String typeName(Type type, int typmod) {
    return type.writtenName(typmod);
  }

  /** Whether functions and operators of that extension ({@code vector}) may be used. */
  boolean extensionExists(String extension);

  /** Rows in the table, about; at least 0. */
  long rowCount(Table table);

  /** Whether VACUUM or ANALYZE has counted the rows of a table. */
  default boolean counted(Table table) {
    return true;
  }

  /** Distinct values of a column, about; for selectivity. 0 when unknown. */
  default long distinctCount(Table table, int column) {
    return 0;
  }
}
