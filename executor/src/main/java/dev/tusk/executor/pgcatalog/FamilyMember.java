package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.function.FactTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An operator or a support function of an operator family: PostgreSQL 15's own and pgvector's, of
 * the families, types, operators and functions that are here.
 *
 * @param number the operator's strategy or the function's number
 * @param member OID of the operator or function
 * @param purpose of an operator: s searches, o orders
 * @param sortFamily the B-tree family by which an operator orders; 0 for others
 * @param method the access method of the family
 */
record FamilyMember(
    long oid,
    long family,
    long left,
    long right,
    short number,
    long member,
    String purpose,
    long sortFamily,
    long method) {
  /** Read when pg_amop or pg_amproc is first looked at. */
  private static final class Known {
    static final List<FamilyMember> OPERATORS = read("family-operators.tsv");
    static final List<FamilyMember> FUNCTIONS = read("family-functions.tsv");
  }

  static List<FamilyMember> operators(CatalogView view) {
    return present(Known.OPERATORS, view);
  }

  static List<FamilyMember> functions(CatalogView view) {
    return present(Known.FUNCTIONS, view);
  }

  private static List<FamilyMember> present(List<FamilyMember> known, CatalogView view) {
    Map<Long, Long> methods =
        OperatorFamily.all(view).stream()
            .collect(
                Collectors.toMap(OperatorFamily::oid, f -> f.method().oid(), (first, _) -> first));
    return known.stream()
        .filter(member -> methods.containsKey(member.family))
        .map(member -> member.of(methods.getOrDefault(member.family, 0L)))
        .toList();
  }

  private static List<FamilyMember> read(String file) {
    return FactTable.read(FamilyMember.class, file).stream().map(FamilyMember::parse).toList();
  }

  private static FamilyMember parse(String[] line) {
    long[] f = Arrays.stream(line).limit(6).mapToLong(Long::parseLong).toArray();
    boolean operator = line.length > 6;
    return new FamilyMember(
        f[0],
        f[1],
        f[2],
        f[3],
        (short) f[4],
        f[5],
        operator ? line[6] : "",
        operator ? Long.parseLong(line[7]) : 0,
        0);
  }

  private FamilyMember of(long methodOid) {
    return new FamilyMember(
        oid, family, left, right, number, member, purpose, sortFamily, methodOid);
  }
}
