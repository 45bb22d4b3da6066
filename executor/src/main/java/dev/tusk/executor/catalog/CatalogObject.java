package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.type.EnumType.Label;
import dev.tusk.storage.SequenceSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thing the stored catalog holds: one row of the catalog relation each. Immutable; DDL replaces
 * it. OIDs are unique in the whole engine and never used twice.
 */
public sealed interface CatalogObject {
  long oid();

  /** The database it belongs to; its own OID for a database. */
  long databaseOid();

  /** A database: a set of schemas of its own in the one storage engine. */
  record DatabaseObject(long oid, String name) implements CatalogObject {
    @Override
    public long databaseOid() {
      return oid;
    }
  }

  record SchemaObject(long oid, long databaseOid, String name) implements CatalogObject {}

  /**
   * A table with its columns, indexes and constraints.
   *
   * @param relationId number of the rows' relation in storage; another one after a rewrite
   * @param indexIds storage numbers of B-tree indexes by the index's OID
   * @param missing values, encoded by {@code table.ValueCodec}, of columns added after rows were
   *     written, by column number
   * @param dimensions of vector columns that live apart from the rows, by column number
   * @param options WITH (…)
   * @param persistence a temporary one is dropped when its session ends; an unlogged one is kept as
   *     safely as any other
   */
  record TableObject(
      long databaseOid,
      Table table,
      long relationId,
      Map<Long, Long> indexIds,
      Map<Integer, byte[]> missing,
      Map<Integer, Integer> dimensions,
      Map<String, String> options,
      Persistence persistence,
      OnCommit onCommit)
      implements CatalogObject {
    @Override
    public long oid() {
      return table.oid();
    }

    public boolean temporary() {
      return persistence == Persistence.TEMPORARY;
    }

    /** The same with another descriptor. */
    public TableObject withTable(Table changed) {
      return new TableObject(
          databaseOid,
          changed,
          relationId,
          indexIds,
          missing,
          dimensions,
          options,
          persistence,
          onCommit);
    }
  }

  /**
   * A type of a user's that is no table's row type.
   *
   * @param oid in pg_type
   */
  record TypeObject(
      long oid, long databaseOid, String schema, String name, TypeDefinition definition)
      implements CatalogObject {
    /** The same made of something else. */
    public TypeObject with(TypeDefinition changed) {
      return new TypeObject(oid, databaseOid, schema, name, changed);
    }
  }

  /** What a type is made of. */
  sealed interface TypeDefinition {
    /**
     * CREATE TYPE … AS (…).
     *
     * @param columns as a table's, dropped ones included
     */
    record Composite(List<Column> columns) implements TypeDefinition {}

    /**
     * CREATE TYPE … AS ENUM.
     *
     * @param labels by their order
     */
    record Enumeration(List<Label> labels) implements TypeDefinition {}
  }

  /** What becomes of a temporary table's rows at commit. */
  enum OnCommit {
    PRESERVE_ROWS,
    DELETE_ROWS,
    DROP
  }

  /**
   * A sequence; its state is storage's, under its OID.
   *
   * @param typeOid int2, int4 or int8
   * @param ownerTable table whose column it belongs to, 0 for none
   * @param identity made for GENERATED … AS IDENTITY: dropped only with its column
   */
  record SequenceObject(
      long oid,
      long databaseOid,
      String schema,
      String name,
      int typeOid,
      SequenceSpec spec,
      long cache,
      long ownerTable,
      int ownerColumn,
      boolean identity,
      boolean temporary)
      implements CatalogObject {}

  record ExtensionObject(long oid, long databaseOid, String name, String version, String schema)
      implements CatalogObject {}

  /**
   * What is known of a role beside that it exists: its password.
   *
   * @param verifier null for no password
   * @param validUntil when the password ends, in microseconds from 2000 on; null for never
   */
  record RoleObject(long oid, String name, @Nullable String verifier, @Nullable Long validUntil)
      implements CatalogObject {
    /** The superuser who is always there. */
    public static final long POSTGRES_OID = 10;

    /** Of all databases. */
    @Override
    public long databaseOid() {
      return 0;
    }
  }

  /**
   * A comment.
   *
   * @param classOid the relation that lists the object, e.g. 1259 (pg_class)
   * @param column number of the column commented on, 0 for the object itself
   */
  record CommentObject(
      long oid, long databaseOid, long classOid, long objectOid, int column, @Nullable String text)
      implements CatalogObject {}

  /**
   * A function, procedure or aggregate.
   *
   * @param kind {@code prokind}: f, p, a or w
   * @param parameters all, outputs included
   * @param resultOid of the type it gives; 2278 (void) for a procedure without outputs
   * @param support the planner's support function, as it was named; null for none
   * @param settings {@code name=value}, in effect while it runs
   * @param source the body, or for {@code internal} the name of a built-in function
   * @param sqlBody a body of the SQL standard's form; null where {@code source} is the body
   */
  record FunctionObject(
      long oid,
      long databaseOid,
      String schema,
      String name,
      String owner,
      char kind,
      List<FunctionParameter> parameters,
      int resultOid,
      boolean returnsSet,
      String language,
      FunctionSignature.Volatility volatility,
      boolean strict,
      boolean securityDefiner,
      boolean leakproof,
      char parallel,
      float cost,
      float rows,
      @Nullable String support,
      List<String> settings,
      String source,
      @Nullable String sqlBody)
      implements CatalogObject {

    /** This function in the place of another: under its number, and still its owner's. */
    public FunctionObject replacing(FunctionObject before) {
      return new FunctionObject(
          before.oid,
          databaseOid,
          schema,
          name,
          before.owner,
          kind,
          parameters,
          resultOid,
          returnsSet,
          language,
          volatility,
          strict,
          securityDefiner,
          leakproof,
          parallel,
          cost,
          rows,
          support,
          settings,
          source,
          sqlBody);
    }

    /** The same elsewhere, or of another owner. */
    public FunctionObject named(String newSchema, String newName, String newOwner) {
      return new FunctionObject(
          oid,
          databaseOid,
          newSchema,
          newName,
          newOwner,
          kind,
          parameters,
          resultOid,
          returnsSet,
          language,
          volatility,
          strict,
          securityDefiner,
          leakproof,
          parallel,
          cost,
          rows,
          support,
          settings,
          source,
          sqlBody);
    }

    /** Types of what a call gives values to: with schema and name the only one of its kind. */
    public List<Integer> argumentOids() {
      return parameters.stream().filter(p -> p.mode().input()).map(p -> p.typeOid()).toList();
    }
  }

  /**
   * A parameter.
   *
   * @param defaultText as SQL; null without a default
   */
  record FunctionParameter(
      @Nullable String name, Parameter.Mode mode, int typeOid, @Nullable String defaultText) {}
}
