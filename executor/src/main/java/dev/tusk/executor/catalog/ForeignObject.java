package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.statement.DefinedKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign data wrapper, a server of one, or how a user is known there. No wrapper has a handler
 * that could read anything: they are kept, shown and checked as where none is installed.
 */
public sealed interface ForeignObject extends DefinedObject {
  /** {@code name=value} each. */
  List<String> options();

  @Override
  default @Nullable String schema() {
    return null;
  }

  /**
   * A foreign data wrapper.
   *
   * @param validatorOid the function that checks options; 0 for none
   */
  record WrapperObject(
      long oid, long databaseOid, String name, long validatorOid, List<String> options)
      implements ForeignObject {
    @Override
    public DefinedKind kind() {
      return DefinedKind.FOREIGN_DATA_WRAPPER;
    }

    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(ObjectAddress.PG_FOREIGN_DATA_WRAPPER, oid);
    }

    @Override
    public List<Dependency> dependencies() {
      return validatorOid == 0
          ? List.of()
          : List.of(Dependency.normal(ObjectAddress.function((int) validatorOid)));
    }

    @Override
    public WrapperObject named(@Nullable String schema, String newName) {
      return new WrapperObject(oid, databaseOid, newName, validatorOid, options);
    }

    /** The same with another validator and other options. */
    public WrapperObject with(long newValidatorOid, List<String> newOptions) {
      return new WrapperObject(oid, databaseOid, name, newValidatorOid, newOptions);
    }
  }

  /** A server of a wrapper; type and version are null where none is written. */
  record ServerObject(
      long oid,
      long databaseOid,
      String name,
      long wrapperOid,
      @Nullable String type,
      @Nullable String version,
      List<String> options)
      implements ForeignObject {
    @Override
    public DefinedKind kind() {
      return DefinedKind.SERVER;
    }

    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(ObjectAddress.PG_FOREIGN_SERVER, oid);
    }

    @Override
    public List<Dependency> dependencies() {
      return List.of(
          Dependency.normal(ObjectAddress.of(ObjectAddress.PG_FOREIGN_DATA_WRAPPER, wrapperOid)));
    }

    @Override
    public ServerObject named(@Nullable String schema, String newName) {
      return new ServerObject(oid, databaseOid, newName, wrapperOid, type, version, options);
    }

    /** The same with another version and other options. */
    public ServerObject with(@Nullable String newVersion, List<String> newOptions) {
      return new ServerObject(oid, databaseOid, name, wrapperOid, type, newVersion, newOptions);
    }
  }

  /**
   * How a user is known to a server.
   *
   * @param userOid the role, to whom it belongs; 0 for all users
   */
  record MappingObject(
      long oid, long databaseOid, long userOid, long serverOid, List<String> options)
      implements ForeignObject, DefinedPart {
    @Override
    public ObjectAddress address() {
      return ObjectAddress.of(ObjectAddress.PG_USER_MAPPING, oid);
    }

    @Override
    public List<Dependency> dependencies() {
      return List.of(
          Dependency.normal(ObjectAddress.of(ObjectAddress.PG_FOREIGN_SERVER, serverOid)));
    }

    /** The same with other options. */
    public MappingObject with(List<String> newOptions) {
      return new MappingObject(oid, databaseOid, userOid, serverOid, newOptions);
    }
  }
}
