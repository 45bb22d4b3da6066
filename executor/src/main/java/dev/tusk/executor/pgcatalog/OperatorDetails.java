package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.function.FactTable;
import dev.tusk.sql.function.OperatorSignature;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What pg_operator tells of an operator besides its signature: PostgreSQL 15's values ({@code
 * operator-details.tsv}), nothing for those of extensions.
 *
 * @param merges whether a merge join can use it
 * @param hashes whether a hash join can use it
 * @param restriction OID of the estimator of {@code column operator constant}, or 0
 * @param join OID of the estimator of {@code column operator column}, or 0
 */
record OperatorDetails(boolean merges, boolean hashes, long restriction, long join) {
  private static final OperatorDetails NONE = new OperatorDetails(false, false, 0, 0);

  /** Read when pg_operator is first looked at. */
  private static final class Known {
    static final Map<Integer, OperatorDetails> BY_OID =
        FactTable.read(OperatorDetails.class, "operator-details.tsv").stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    line -> Integer.parseInt(line[0]), OperatorDetails::parse));
  }

  static OperatorDetails of(OperatorSignature operator) {
    return Known.BY_OID.getOrDefault(operator.oid(), NONE);
  }

  private static OperatorDetails parse(String[] f) {
    return new OperatorDetails(f[1].equals("t"), f[2].equals("t"), oid(f[3]), oid(f[4]));
  }

  private static long oid(String field) {
    return field.equals("-") ? 0 : Long.parseLong(field);
  }
}
