package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.function.FactTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A row of pg_opfamily: the operator classes whose operators may be mixed, as int4's and int8's.
 * Those of PostgreSQL's own classes are facts ({@code operator-families.tsv}); every other class is
 * a family of its own.
 */
record OperatorFamily(long oid, AccessMethod method, String name) {
  /** A class's family, and OID of the type that it keeps instead of the column's; 0 for that. */
  private record Fact(OperatorFamily family, long stored) {}

  /** Read when one of the catalogs of operator classes is first looked at. */
  private static final class Known {
    static final Map<String, Fact> BY_CLASS =
        FactTable.read(OperatorFamily.class, "operator-families.tsv").stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    line -> line[3] + " " + line[0],
                    line ->
                        new Fact(
                            new OperatorFamily(
                                Long.parseLong(line[1]),
                                AccessMethod.byName(line[3]).orElseThrow(),
                                line[2]),
                            line[4].equals("-") ? 0 : Long.parseLong(line[4]))));
  }

  static OperatorFamily of(OperatorClass of) {
    Fact known = Known.BY_CLASS.get(of.method().name() + " " + of.name());
    return known == null ? new OperatorFamily(of.oid(), of.method(), of.name()) : known.family();
  }

  /** {@code opckeytype} of a class. */
  static long stored(OperatorClass of) {
    Fact known = Known.BY_CLASS.get(of.method().name() + " " + of.name());
    return known == null ? 0 : known.stored();
  }

  static List<OperatorFamily> all(CatalogView view) {
    return OperatorClass.all(view).stream().map(OperatorFamily::of).distinct().toList();
  }
}
