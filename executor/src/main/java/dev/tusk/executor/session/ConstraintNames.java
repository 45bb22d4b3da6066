package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that SET CONSTRAINTS gives: each means all constraints of that name in the first schema
 * of the search path that has one (AfterTriggerSetState in trigger.c).
 */
final class ConstraintNames {
  private record Named(long oid, Constraint.Timing timing) {}

  private ConstraintNames() {}

  /**
   * The OIDs of the constraints that may be deferred.
   *
   * @param deferred whether they are about to be, so that one which may not is an error
   */
  static Set<Long> resolve(SessionCatalog catalog, List<QualifiedName> names, boolean deferred) {
    Set<Long> oids = new HashSet<>();
    for (QualifiedName name : names) {
      for (Named constraint : find(catalog, name)) {
        if (constraint.timing().deferrable()) {
          oids.add(constraint.oid());
        } else if (deferred) {
          throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE, "constraint \"" + name.name() + "\" is not deferrable");
        }
      }
    }
    return oids;
  }

  private static List<Named> find(SessionCatalog catalog, QualifiedName name) {
    String schema = name.schema();
    if (schema != null && !catalog.schemaExists(schema)) {
      throw SqlException.of(
          SqlState.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist");
    }
    List<String> schemas = schema == null ? catalog.searchPath() : List.of(schema);
    for (String candidate : schemas) {
      List<Named> found = in(catalog, candidate, name.name());
      if (!found.isEmpty()) {
        return found;
      }
    }
    throw SqlException.of(
        SqlState.UNDEFINED_OBJECT, "constraint \"" + name.name() + "\" does not exist");
  }

  private static List<Named> in(SessionCatalog catalog, String schema, String name) {
    List<Named> found = new ArrayList<>();
    for (TableObject table : catalog.state().tables(catalog.databaseOid())) {
      if (table.table().schema().equals(schema)) {
        for (Constraint constraint : table.table().constraints()) {
          if (constraint.name().equals(name)) {
            addWithParts(catalog, table, constraint, found);
          }
        }
        for (TriggerObject trigger : catalog.state().triggersOn(table.oid())) {
          if (trigger.isConstraint() && trigger.name().equals(name)) {
            found.add(new Named(trigger.constraintOid(), trigger.timing()));
          }
        }
      }
    }
    return found;
  }

  /** A constraint means its parts too. */
  private static void addWithParts(
      SessionCatalog catalog, TableObject table, Constraint constraint, List<Named> found) {
    found.add(new Named(constraint.oid(), constraint.timing()));
    List<TableObject> places = new ArrayList<>(catalog.state().children(table.oid()));
    places.add(table);
    for (TableObject place : places) {
      for (Constraint part : place.table().constraints()) {
        if (place.partitioning().parentOf(part.oid()) == constraint.oid()) {
          addWithParts(catalog, place, part, found);
        }
      }
    }
  }
}
