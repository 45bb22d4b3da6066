package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.Tablespace;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.Rights;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.storage.LockMode;
import org.jspecify.annotations.Nullable;

/** Into which tablespaces relations are put; 0 stands for that of the database. */
final class Tablespaces {
  private final CommandHost host;

  Tablespaces(CommandHost host) {
    this.host = host;
  }

  /** The tablespace of a name. */
  long named(String name) {
    if (name.equals(Tablespace.DEFAULT.name())) {
      return 0;
    }
    if (name.equals(Tablespace.GLOBAL.name())) {
      return Tablespace.GLOBAL.oid();
    }
    Tablespace found = host.changes().state().defined().tablespace(name);
    if (found == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT, "tablespace \"" + name + "\" does not exist");
    }
    return found.oid();
  }

  /** The same, where the current user may make something in it. */
  long usable(String name) {
    long oid = named(name);
    if (oid != 0 && oid != Tablespace.GLOBAL.oid()) {
      Tablespace space = host.changes().state().defined().tablespace(name);
      long role = host.roles().current();
      boolean may =
          space != null
              && new Rights(host.catalog())
                  .has(RightsKind.TABLESPACE, space.address(), role, Privileges.CREATE);
      if (!may) {
        throw Denied.of("tablespace", name);
      }
    }
    return oid;
  }

  /**
   * Where a new relation goes: where it is said to, or else where {@code default_tablespace} says.
   *
   * @param divided whether it has no rows of its own, but parts that go where it does
   */
  long ofNew(@Nullable String name, boolean divided) {
    String setting = host.setting("default_tablespace");
    String chosen = name != null ? name : setting == null || setting.isEmpty() ? null : setting;
    if (chosen == null) {
      return 0;
    }
    if (divided && chosen.equals(Tablespace.DEFAULT.name())) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "cannot specify default tablespace for partitioned relations");
    }
    boolean gone =
        name == null
            && !chosen.startsWith("pg_")
            && host.changes().state().defined().tablespace(chosen) == null;
    long oid = gone ? 0 : usable(chosen);
    refuseGlobal(oid);
    return oid;
  }

  static void refuseGlobal(long oid) {
    if (oid == Tablespace.GLOBAL.oid()) {
      throw SequenceRules.invalid("only shared relations can be placed in pg_global tablespace");
    }
  }

  /** Says where a new relation is. */
  void place(long relation, long space) {
    if (space != 0) {
      StorageChoices.change(host, relation, choice -> choice.in(space));
    }
  }

  /** SET TABLESPACE of a table or of an index of it. Nothing moves: rows have one place here. */
  void move(TableObject table, long relation, long space) {
    refuseGlobal(space);
    if (StorageChoices.of(host, relation).tablespace() == space) {
      return;
    }
    RelationLocks.take(host, table, LockMode.EXCLUSIVE);
    StorageChoices.change(host, relation, choice -> choice.in(space));
  }
}
