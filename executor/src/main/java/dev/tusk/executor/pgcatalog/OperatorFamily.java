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
  /** {@code float_ops} of B-trees, in whose order distances are. */
  static final long FLOATS = 1970;

  /** Read when one of the catalogs of operator classes is first looked at. */
  private static final class Known {
    static final Map<String, OperatorFamily> BY_CLASS =
        FactTable.read(OperatorFamily.class, "operator-families.tsv").stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    line -> line[3] + " " + line[0],
                    line ->
                        new OperatorFamily(
                            Long.parseLong(line[1]),
                            AccessMethod.byName(line[3]).orElseThrow(),
                            line[2])));
  }

  static OperatorFamily of(OperatorClass of) {
    OperatorFamily own = new OperatorFamily(of.oid(), of.method(), of.name());
    return Known.BY_CLASS.getOrDefault(of.method().name() + " " + of.name(), own);
  }

  static List<OperatorFamily> all(CatalogView view) {
    return OperatorClass.all(view).stream().map(OperatorFamily::of).distinct().toList();
  }
}
