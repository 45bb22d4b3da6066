package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays as catalogs hold them. */
final class CatalogArrays {
  private CatalogArrays() {}

  /** The OID of a collation, 0 for none. */
  static long collation(@Nullable Collation collation) {
    return collation == null ? 0L : collation.oid();
  }

  static ArrayValue texts(List<? extends @Nullable Object> elements) {
    return ArrayValue.of(Types.TEXT, elements);
  }

  static ArrayValue shorts(List<? extends @Nullable Object> elements) {
    return ArrayValue.of(Types.INT2, elements);
  }

  /** {@code int2vector}, which counts from 0. */
  static ArrayValue int2vector(List<? extends @Nullable Object> elements) {
    return fromZero(Types.INT2, elements);
  }

  static ArrayValue oids(List<? extends @Nullable Object> elements) {
    return ArrayValue.of(Types.OID, elements);
  }

  /** {@code oidvector}, which counts from 0. */
  static ArrayValue oidvector(List<? extends @Nullable Object> elements) {
    return fromZero(Types.OID, elements);
  }

  private static ArrayValue fromZero(Type type, List<? extends @Nullable Object> elements) {
    return new ArrayValue(type, new int[] {elements.size()}, new int[] {0}, elements.toArray());
  }
}
