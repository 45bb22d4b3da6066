package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.MultirangeType;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.Type;

/** Which columns hold values of a type, by themselves or within rows and arrays. */
final class TypeUses {
  private TypeUses() {}

  /** Whether values of a type may have values of another within. */
  static boolean contains(Type whole, long part) {
    Type element = whole.elementType();
    return whole.oid() == part
        || element != null && contains(element, part)
        || whole instanceof DomainType domain && contains(domain.base(), part)
        || whole instanceof RangeType range && contains(range.subtype(), part)
        || whole instanceof MultirangeType several && contains(several.range(), part)
        || whole instanceof CompositeType row
            && row.fields().stream().anyMatch(field -> contains(field.type(), part));
  }

  /**
   * Fails when a column holds such values, which a change would leave as they are.
   *
   * @param what {@code cannot alter table "t"}
   * @param of {@code its row type}
   */
  static void refuse(CommandHost host, Type type, String what, String of) {
    for (TableObject table : host.changes().state().tables(host.catalog().databaseOid())) {
      for (Column column : table.table().columns()) {
        if (!column.dropped() && contains(column.type(), type.oid())) {
          throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              what
                  + " because column \""
                  + table.table().name()
                  + "."
                  + column.name()
                  + "\" uses "
                  + of);
        }
      }
    }
  }
}
