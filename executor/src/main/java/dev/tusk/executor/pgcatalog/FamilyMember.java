package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.function.FactTable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An operator or a support function of an operator family: PostgreSQL 15's own and pgvector's, of
 * the families, types, operators and functions that are here.
 *
 * @param number the operator's strategy or the function's number
 * @param member OID of the operator or function
 */
record FamilyMember(long oid, long family, long left, long right, short number, long member) {
  /** Read when pg_amop or pg_amproc is first looked at. */
  private static final class Known {
    static final List<FamilyMember> OPERATORS = read("family-operators.tsv");
    static final List<FamilyMember> FUNCTIONS = read("family-functions.tsv");
  }

  static List<FamilyMember> operators(CatalogView view) {
    return present(Known.OPERATORS, view);
  }

  /** The access method of the family. */
  long method(CatalogView view) {
    return OperatorFamily.all(view).stream()
        .filter(f -> f.oid() == family)
        .mapToLong(f -> f.method().oid())
        .findFirst()
        .orElse(0);
  }

  /** Whether it orders rows by a distance, not finds them. */
  boolean orders(CatalogView view) {
    return OperatorFamily.all(view).stream()
        .anyMatch(f -> f.oid() == family && f.method().nearest());
  }

  static List<FamilyMember> functions(CatalogView view) {
    return present(Known.FUNCTIONS, view);
  }

  private static List<FamilyMember> present(List<FamilyMember> known, CatalogView view) {
    Set<Long> families =
        OperatorFamily.all(view).stream().map(OperatorFamily::oid).collect(Collectors.toSet());
    return known.stream().filter(member -> families.contains(member.family)).toList();
  }

  private static List<FamilyMember> read(String file) {
    return FactTable.read(FamilyMember.class, file).stream().map(FamilyMember::parse).toList();
  }

  private static FamilyMember parse(String[] line) {
    long[] f = Arrays.stream(line).mapToLong(Long::parseLong).toArray();
    return new FamilyMember(f[0], f[1], f[2], f[3], (short) f[4], f[5]);
  }
}
