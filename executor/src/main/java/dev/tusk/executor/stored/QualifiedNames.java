package dev.tusk.executor.stored;

import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.ObjectNames;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names of relations with their schema, on the search path or not: what is kept is read under
 * another one.
 */
record QualifiedNames(SessionCatalog catalog, @Nullable ObjectNames others) implements ObjectNames {
  @Override
  public Optional<String> name(Type type, long oid) {
    if (type != Types.REGCLASS) {
      return others == null ? Optional.empty() : others.name(type, oid);
    }
    return catalog.table(oid).map(QualifiedNames::qualified);
  }

  private static String qualified(Table table) {
    return Identifier.quoted(table.schema()) + "." + Identifier.quoted(table.name());
  }

  @Override
  public long oid(Type type, String name) {
    if (others == null) {
      throw new IllegalStateException("names are written here, not read");
    }
    return others.oid(type, name);
  }

  @Override
  public String aclItem(String text) {
    return others == null ? text : others.aclItem(text);
  }
}
