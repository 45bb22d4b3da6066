package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.DomainType.Check;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The domains of information_schema, which the SQL standard names (information_schema.sql). They
 * are in every database, and no statement makes or changes them.
 */
public final class SystemDomains {
  private static final String SCHEMA = "information_schema";

  /** A modifier of a varchar holds four more than its characters. */
  private static final int VARCHAR_3 = 7;

  private static final @Nullable Collation C = BuiltinCollations.find("C");

  /** In the order of their OIDs, which are those of PostgreSQL 15. */
  public static final List<DomainType> ALL =
      List.of(
          domain(
              13221,
              "cardinal_number",
              Types.INT4,
              -1,
              null,
              null,
              new Check(13222, "cardinal_number_domain_check", "(VALUE >= 0)", true)),
          domain(13224, "character_data", Types.VARCHAR, -1, C, null),
          domain(13226, "sql_identifier", Types.NAME, -1, null, null),
          domain(13232, "time_stamp", Types.TIMESTAMPTZ, 2, null, "CURRENT_TIMESTAMP(2)"),
          domain(
              13234,
              "yes_or_no",
              Types.VARCHAR,
              VARCHAR_3,
              C,
              null,
              new Check(
                  13235,
                  "yes_or_no_check",
                  "((VALUE)::text = ANY ((ARRAY['YES'::character varying, 'NO'::character"
                      + " varying])::text[]))",
                  true)));

  private SystemDomains() {}

  private static DomainType domain(
      int oid,
      String name,
      Type base,
      int typmod,
      @Nullable Collation collation,
      @Nullable String defaultText,
      Check... checks) {
    return new DomainType(
        new DomainType.Definition(
            oid,
            TypeNumbers.array(oid),
            SCHEMA,
            name,
            base,
            typmod,
            collation,
            false,
            defaultText,
            List.of(checks)));
  }

  /** Whether an address is one of theirs. */
  public static boolean is(ObjectAddress address) {
    return address.classOid() == ObjectAddress.PG_TYPE && find((int) address.objectOid()) != null;
  }

  /** Null for another type. */
  static @Nullable DomainType find(int oid) {
    for (DomainType domain : ALL) {
      if (domain.oid() == oid) {
        return domain;
      }
    }
    return null;
  }

  /** One of them, or an array of one; null for another type. */
  static @Nullable Type find(String schema, String name) {
    if (!schema.equals(SCHEMA)) {
      return null;
    }
    for (DomainType domain : ALL) {
      if (domain.name().equals(name)) {
        return domain;
      }
      if (name.equals("_" + domain.name())) {
        return domain.array();
      }
    }
    return null;
  }
}
