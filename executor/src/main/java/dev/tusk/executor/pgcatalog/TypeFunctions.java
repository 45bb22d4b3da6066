package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.function.FactTable;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.EnumType;
import dev.tusk.sql.type.MultirangeType;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * OIDs of the functions that make up a type in pg_type ({@code type-functions.tsv}): PostgreSQL
 * 15's for its own types.
 */
final class TypeFunctions {
  /** What a function does for its type; in the order of the table's columns. */
  enum Role {
    INPUT,
    OUTPUT,
    RECEIVE,
    SEND,
    MODIFIER_INPUT,
    MODIFIER_OUTPUT,
    ANALYZE,
    SUBSCRIPT
  }

  /** All ranges have the same functions, and all multiranges. */
  private static final int INT4RANGE = 3904;

  private static final int INT4MULTIRANGE = 4451;

  private TypeFunctions() {}

  /** Read when pg_type is first looked at. */
  private static final class Known {
    static final Map<Integer, String[]> BY_OID =
        FactTable.read(TypeFunctions.class, "type-functions.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(line -> Integer.parseInt(line[0]), line -> line));
  }

  /** Domains have input of their own, the rest is that of the type under them. */
  private static long of(DomainType domain, Role role) {
    return switch (role) {
      case INPUT -> 2597;
      case RECEIVE -> 2598;
      case OUTPUT, SEND -> oid(domain.base(), role);
      case MODIFIER_INPUT, MODIFIER_OUTPUT, SUBSCRIPT -> 0;
      case ANALYZE -> oid(domain.base(), role);
    };
  }

  /** Its OID, or 0 where the type has none. */
  static long oid(Type type, Role role) {
    String[] known = Known.BY_OID.get(type.oid());
    if (known == null && type.isArray()) {
      known = Known.BY_OID.get(Types.byName("_text").orElseThrow().oid());
    } else if (known == null && type instanceof CompositeType) {
      known = Known.BY_OID.get(Types.RECORD.oid());
    } else if (type instanceof DomainType domain) {
      return of(domain, role);
    } else if (known == null && type instanceof EnumType) {
      return switch (role) {
        case INPUT -> 3506;
        case OUTPUT -> 3507;
        case RECEIVE -> 3532;
        case SEND -> 3533;
        case MODIFIER_INPUT, MODIFIER_OUTPUT, ANALYZE, SUBSCRIPT -> 0;
      };
    }
    if (known == null && type instanceof RangeType) {
      known = Known.BY_OID.get(INT4RANGE);
    } else if (known == null && type instanceof MultirangeType) {
      known = Known.BY_OID.get(INT4MULTIRANGE);
    }
    if (known != null) {
      String field = known[role.ordinal() + 1];
      return field.equals("-") ? 0 : Long.parseLong(field);
    }
    return 0;
  }
}
