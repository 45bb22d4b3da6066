package dev.tusk.executor.rights;

import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.Touches;
import dev.tusk.sql.plan.Touches.Relation;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one place through which every plan goes before it is run: whether the current user, and the
 * owners of the views that it reads through, may do what the plan does (ExecCheckRTPerms of
 * executor/execMain.c).
 */
public final class Door {
  /** Privileges that can be given for single columns. */
  private static final long BY_COLUMN = RightsKind.COLUMN.all();

  private final SessionCatalog catalog;
  private final Rights rights;
  private final long user;

  public Door(SessionCatalog catalog, long user) {
    this.catalog = catalog;
    this.rights = new Rights(catalog);
    this.user = user;
  }

  /** Refuses with 42501 what may not be done. */
  public void check(Touches touches) {
    touches.schemas().forEach(schema -> require(schema, Privileges.USAGE));
    touches.relations().forEach(this::check);
    touches.functions().forEach(this::checkCall);
  }

  /** Refuses a schema that the user may not use so; one that is not there is found out later. */
  public void require(String schema, long privilege) {
    Schemas.address(catalog, schema)
        .filter(address -> !rights.has(RightsKind.SCHEMA, address, user, privilege))
        .ifPresent(_ -> {
          throw Denied.of("schema", schema);
        });
  }

  /** Refuses a sequence on which the user has none of some privileges. */
  public void requireAny(SequenceObject sequence, long any) {
    if (rights.mask(RightsKind.SEQUENCE, sequence.address(), user, any) == 0) {
      throw Denied.of("sequence", sequence.name());
    }
  }

  private void check(Relation relation) {
    Table table = catalog.table(relation.oid()).orElse(null);
    if (table == null || relation.privileges() == 0) {
      return; // It has gone since, or is a transition table, which nobody else can read.
    }
    boolean allowed =
        catalog.passing().contains(table)
            || allowed(relation, table, relation.role() == 0 ? user : relation.role());
    if (!allowed) {
      throw Denied.of(RightsKind.word(table), table.name());
    }
  }

  private boolean allowed(Relation relation, Table table, long role) {
    ObjectAddress address = ObjectAddress.relation(table.oid());
    RightsKind kind = table.kind() == Table.Kind.SEQUENCE ? RightsKind.SEQUENCE : RightsKind.TABLE;
    long wanted = relation.privileges();
    long missing = wanted & ~rights.mask(kind, address, role, wanted);
    if (missing == 0) {
      return true;
    }
    if ((missing & ~BY_COLUMN) != 0) {
      return false;
    }
    return ((missing & Privileges.SELECT) == 0
            || columns(table, role, Privileges.SELECT, relation.read()))
        && ((missing & Privileges.INSERT) == 0
            || columns(table, role, Privileges.INSERT, relation.inserted()))
        && ((missing & Privileges.UPDATE) == 0
            || columns(table, role, Privileges.UPDATE, relation.updated()));
  }

  /** Whether a privilege is there for the columns; for any of them, where none is named. */
  private boolean columns(Table table, long role, long privilege, Set<Integer> named) {
    boolean any = named.isEmpty();
    Set<Integer> asked = new HashSet<>(named);
    if (any || asked.remove(Touches.WHOLE_ROW)) {
      table.liveColumns().forEach(column -> asked.add(column.number()));
    }
    for (int number : asked) {
      boolean has = rights.columnMask(table.oid(), number, role, privilege) != 0;
      if (has == any) {
        return any;
      }
    }
    return !any;
  }

  /** Refuses a function that may not be called. */
  public void checkCall(int oid) {
    ObjectAddress address = ObjectAddress.function(oid);
    if (!rights.has(RightsKind.FUNCTION, address, user, Privileges.EXECUTE)) {
      FunctionSignature function =
          catalog.function(oid).orElseGet(() -> FunctionCatalog.builtin().callableOrSupport(oid));
      throw Denied.of(word(function), function == null ? "" : function.name());
    }
  }

  private static String word(@Nullable FunctionSignature function) {
    return switch (function == null ? FunctionSignature.Kind.SCALAR : function.kind()) {
      case PROCEDURE -> "procedure";
      case AGGREGATE -> "aggregate";
      case SCALAR, SET, WINDOW -> "function";
    };
  }
}
