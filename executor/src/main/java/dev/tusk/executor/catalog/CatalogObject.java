package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Partitioning;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.storage.SequenceSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A thing the stored catalog holds: one row of the catalog relation each. Immutable; DDL replaces
 * it. OIDs are unique in the whole engine and never used twice.
 */
public sealed interface CatalogObject
    permits CatalogObject.CommentObject,
        CatalogObject.DatabaseObject,
        DefinedObject,
        EventTriggerObject,
        CatalogObject.ExtensionObject,
        CatalogObject.FunctionObject,
        CastObject,
        NamedWithinRelation,
        OperatorObject,
        RowSecurityObject,
        RightsEntry,
        CatalogObject.RoleObject,
        CatalogObject.SchemaObject,
        CatalogObject.SequenceObject,
        CatalogObject.TableObject,
        CatalogObject.TypeObject,
        ViewObject {
  long oid();

  /** The database it belongs to; its own OID for a database. */
  long databaseOid();

  /** What other objects call it. */
  ObjectAddress address();

  /** The schema it is in; null for what is in none. */
  @Nullable String schema();

  String name();

  /** Among which others its name is the only one of its kind. */
  NameSpace nameSpace();

  /**
   * What it needs besides its schema, which follows from {@link #schema}: of what its texts name,
   * what was found when they were written.
   */
  default List<Dependency> dependencies() {
    return List.of();
  }

  /** Its parts that others can depend on, or that can be dropped alone. */
  default List<Member> members() {
    return List.of();
  }

  /** The same object elsewhere: RENAME TO, SET SCHEMA. */
  CatalogObject named(@Nullable String schema, String name);

  /** Objects of one name space have different names within their schema. */
  enum NameSpace {
    DATABASE,
    SCHEMA,
    /** Tables, views, sequences and indexes. */
    RELATION,
    TYPE,
    EXTENSION,
    /** Objects without a name of their own. */
    NONE
  }

  /**
   * A part of an object with an address of its own: a column, default, constraint or index of a
   * table.
   *
   * @param of the object it is part of, or that object's column
   */
  record Member(ObjectAddress address, ObjectAddress of, List<Dependency> dependencies) {}

  /** A database: a set of schemas of its own in the one storage engine. */
  record DatabaseObject(long oid, String name, DatabaseAttributes attributes)
      implements CatalogObject {
    @Override
    public long databaseOid() {
      return oid;
    }

    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(ObjectAddress.PG_DATABASE, oid);
    }

    @Override
    public @Nullable String schema() {
      return null;
    }

    @Override
    public NameSpace nameSpace() {
      return NameSpace.DATABASE;
    }

    @Override
    public DatabaseObject named(@Nullable String schema, String newName) {
      return new DatabaseObject(oid, newName, attributes);
    }
  }

  record SchemaObject(long oid, long databaseOid, String name) implements CatalogObject {
    /** Whether it is the one that databases come with, which belongs to the database's owner. */
    boolean isPublic() {
      return name.equals("public");
    }

    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(ObjectAddress.PG_NAMESPACE, oid);
    }

    @Override
    public @Nullable String schema() {
      return null;
    }

    @Override
    public NameSpace nameSpace() {
      return NameSpace.SCHEMA;
    }

    @Override
    public SchemaObject named(@Nullable String schema, String newName) {
      return new SchemaObject(oid, databaseOid, newName);
    }
  }

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
   * @param references what the stored expressions of its parts name, by the part's address
   * @param materialized what a materialized view is more; null for a table
   * @param parents tables that it inherits from, in the order in which they were named
   * @param partitioning what it is among partitions
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
      OnCommit onCommit,
      Map<ObjectAddress, List<Dependency>> references,
      @Nullable Materialized materialized,
      List<Long> parents,
      Partitioning partitioning)
      implements CatalogObject {
    @Override
    public long oid() {
      return table.oid();
    }

    @Override
    public ObjectAddress address() {
      return ObjectAddress.relation(oid());
    }

    @Override
    public String schema() {
      return table.schema();
    }

    @Override
    public String name() {
      return table.name();
    }

    @Override
    public NameSpace nameSpace() {
      return NameSpace.RELATION;
    }

    @Override
    public List<Dependency> dependencies() {
      return TableMembers.dependencies(this);
    }

    @Override
    public List<Member> members() {
      return TableMembers.of(this);
    }

    @Override
    public TableObject named(@Nullable String schema, String newName) {
      return withTable(table.named(schema == null ? table.schema() : schema, newName));
    }

    public boolean temporary() {
      return persistence == Persistence.TEMPORARY;
    }

    /** The same with another descriptor. */
    public TableObject withTable(Table changed) {
      return TableMembers.with(this, changed, partitioning);
    }

    /** The same among partitions otherwise. */
    public TableObject withPartitioning(Partitioning changed) {
      return TableMembers.with(this, table, changed);
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

    @Override
    public ObjectAddress address() {
      return ObjectAddress.type(oid);
    }

    @Override
    public NameSpace nameSpace() {
      return NameSpace.TYPE;
    }

    @Override
    public List<Dependency> dependencies() {
      return TypeMembers.needed(definition);
    }

    @Override
    public List<Member> members() {
      return TypeMembers.of(this);
    }

    @Override
    public TypeObject named(@Nullable String newSchema, String newName) {
      return new TypeObject(
          oid, databaseOid, newSchema == null ? schema : newSchema, newName, definition);
    }
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
      implements CatalogObject {
    @Override
    public ObjectAddress address() {
      return ObjectAddress.relation(oid);
    }

    @Override
    public NameSpace nameSpace() {
      return NameSpace.RELATION;
    }

    @Override
    public List<Dependency> dependencies() {
      if (ownerTable == 0) {
        return List.of();
      }
      ObjectAddress column = ObjectAddress.column(ownerTable, ownerColumn);
      return List.of(identity ? Dependency.internal(column) : Dependency.auto(column));
    }

    @Override
    public SequenceObject named(@Nullable String newSchema, String newName) {
      return new SequenceObject(
          oid,
          databaseOid,
          newSchema == null ? schema : newSchema,
          newName,
          typeOid,
          spec,
          cache,
          ownerTable,
          ownerColumn,
          identity,
          temporary);
    }
  }

  /**
   * An extension.
   *
   * @param schema where its types and functions are
   */
  record ExtensionObject(long oid, long databaseOid, String name, String version, String schema)
      implements CatalogObject {
    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(ObjectAddress.PG_EXTENSION, oid);
    }

    @Override
    public NameSpace nameSpace() {
      return NameSpace.EXTENSION;
    }

    @Override
    public List<Member> members() {
      return ExtensionMembers.of(this);
    }

    @Override
    public ExtensionObject named(@Nullable String newSchema, String newName) {
      return new ExtensionObject(
          oid, databaseOid, newName, version, newSchema == null ? schema : newSchema);
    }
  }

  /**
   * A role. Those that are always there are stored once they are changed.
   *
   * @param verifier null for no password
   * @param validUntil when the password ends, in microseconds from 2000 on; null for never
   * @param granted who is a member of it, in the order in which they became it
   */
  record RoleObject(
      long oid,
      String name,
      RoleAttributes attributes,
      @Nullable String verifier,
      @Nullable Long validUntil,
      List<RoleMember> granted)
      implements CatalogObject {
    /** The superuser who is always there. */
    public static final long POSTGRES_OID = 10;

    /** Of all databases. */
    @Override
    public long databaseOid() {
      return 0;
    }

    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(ObjectAddress.PG_AUTHID, oid);
    }

    @Override
    public @Nullable String schema() {
      return null;
    }

    @Override
    public NameSpace nameSpace() {
      return NameSpace.NONE;
    }

    @Override
    public RoleObject named(@Nullable String schema, String newName) {
      return new RoleObject(oid, newName, attributes, verifier, validUntil, granted);
    }

    /** The same with another password. */
    public RoleObject withVerifier(@Nullable String newVerifier) {
      return new RoleObject(oid, name, attributes, newVerifier, validUntil, granted);
    }
  }

  /**
   * A comment.
   *
   * @param databaseOid 0 for comments on what all databases share
   * @param classOid the relation that lists the object, e.g. 1259 (pg_class)
   * @param column number of the column commented on, 0 for the object itself
   */
  record CommentObject(
      long oid, long databaseOid, long classOid, long objectOid, int column, @Nullable String text)
      implements CatalogObject {
    private static final long PG_DESCRIPTION = 2609;

    /** What is commented on. */
    public ObjectAddress on() {
      return new ObjectAddress(classOid, objectOid, column);
    }

    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(PG_DESCRIPTION, oid);
    }

    @Override
    public @Nullable String schema() {
      return null;
    }

    @Override
    public String name() {
      return "";
    }

    @Override
    public NameSpace nameSpace() {
      return NameSpace.NONE;
    }

    @Override
    public CommentObject named(@Nullable String schema, String name) {
      return this;
    }
  }

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
   * @param aggregate what an aggregate is made of; null for all others
   * @param references what {@code sqlBody} and the defaults name; null where they were kept by a
   *     version that did not resolve bodies
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
      @Nullable String sqlBody,
      @Nullable AggregateSpec aggregate,
      @Nullable List<Dependency> references)
      implements CatalogObject {

    @Override
    public ObjectAddress address() {
      return ObjectAddress.function(oid);
    }

    /** With the types of its arguments its name is the only one. */
    @Override
    public NameSpace nameSpace() {
      return NameSpace.NONE;
    }

    @Override
    public List<Dependency> dependencies() {
      if (RangeConstructor.is(this)) {
        return List.of(Dependency.internal(ObjectAddress.type(resultOid)));
      }
      Stream<ObjectAddress> types =
          Stream.concat(Stream.of(resultOid), parameters.stream().map(FunctionParameter::typeOid))
              .map(ObjectAddress::type);
      Stream<ObjectAddress> parts = aggregate == null ? Stream.of() : aggregate.parts();
      Stream<ObjectAddress> named =
          references == null ? Stream.of() : references.stream().map(Dependency::on);
      return Stream.of(types, parts, named)
          .flatMap(addresses -> addresses)
          .filter(address -> !address.pinned())
          .distinct()
          .map(Dependency::normal)
          .toList();
    }

    @Override
    public FunctionObject named(@Nullable String newSchema, String newName) {
      return named(newSchema == null ? schema : newSchema, newName, owner);
    }

    /** This function in the place of another: under its number, and still its owner's. */
    public FunctionObject replacing(FunctionObject before) {
      return with(before.oid, schema, name, before.owner, parameters, sqlBody, references);
    }

    /** The same elsewhere, or of another owner. */
    public FunctionObject named(String newSchema, String newName, String newOwner) {
      return with(oid, newSchema, newName, newOwner, parameters, sqlBody, references);
    }

    /** The same with its defaults and its body of the SQL standard's form in other words. */
    public FunctionObject withTexts(
        List<FunctionParameter> worded, @Nullable String text, @Nullable List<Dependency> named) {
      return with(oid, schema, name, owner, worded, text, named);
    }

    private FunctionObject with(
        long newOid,
        String newSchema,
        String newName,
        String newOwner,
        List<FunctionParameter> newParameters,
        @Nullable String newBody,
        @Nullable List<Dependency> newReferences) {
      return new FunctionObject(
          newOid,
          databaseOid,
          newSchema,
          newName,
          newOwner,
          kind,
          newParameters,
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
          newBody,
          aggregate,
          newReferences);
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
