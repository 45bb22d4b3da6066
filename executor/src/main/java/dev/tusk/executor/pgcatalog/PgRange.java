package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.UserRangeType;
import java.util.List;
import java.util.stream.Stream;

/** What range types are made of. */
final class PgRange {
  private PgRange() {}

  private static List<RangeType> all(CatalogView view) {
    return Stream.concat(Types.all().stream(), view.userTypes().stream())
        .filter(RangeType.class::isInstance)
        .map(RangeType.class::cast)
        .toList();
  }

  static final SystemTable<RangeType> TABLE =
      SystemTable.<RangeType>named("pg_catalog", "pg_range", 3541, PgRange::all)
          .column("rngtypid", "oid", (r, _) -> (long) r.oid())
          .column("rngsubtype", "oid", (r, _) -> (long) r.subtype().oid())
          .column("rngmultitypid", "oid", (r, _) -> (long) r.multirange().oid())
          .column("rngcollation", "oid", (r, _) -> r.subtype().collation())
          .column("rngsubopc", "oid", (r, _) -> operatorClass(r.subtype()))
          .column("rngcanonical", "regproc", (r, _) -> canonical(r))
          .column("rngsubdiff", "regproc", (r, _) -> difference(r))
          .build();

  private static long operatorClass(Type subtype) {
    return OperatorClass.oid(AccessMethod.BTREE, subtype.operatorClass());
  }

  private static long canonical(RangeType range) {
    return range.discrete() ? own(range.name() + "_canonical") : 0;
  }

  private static long difference(RangeType range) {
    return range instanceof UserRangeType user ? user.difference() : own(range.name() + "_subdiff");
  }

  private static long own(String name) {
    return FunctionCatalog.builtin().functions(name).stream()
        .mapToLong(FunctionSignature::oid)
        .findFirst()
        .orElse(0);
  }
}
