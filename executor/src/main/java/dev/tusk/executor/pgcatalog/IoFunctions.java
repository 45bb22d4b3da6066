package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.type.Type;

/**
 * OIDs of the functions that read and write the text and binary forms of extensions' types. They
 * cannot be called from SQL here; clients print their names.
 */
public final class IoFunctions {
  private IoFunctions() {}

  static long oid(Type type, String suffix) {
    int index =
        switch (suffix) {
          case "in" -> 0;
          case "out" -> 1;
          case "recv" -> 2;
          default -> 3;
        };
    return 100_000_000L + type.oid() * 4L + index;
  }

  /** The name behind such an OID; null for any other. */
  public static @org.jspecify.annotations.Nullable String name(long oid) {
    String[] suffixes = {"in", "out", "recv", "send"};
    if (oid < 100_000_000L) {
      return null;
    }
    Type type = dev.tusk.sql.type.Types.byOid((int) ((oid - 100_000_000L) / 4)).orElse(null);
    if (type == null) {
      return null;
    }
    String base = type.name();
    String separator =
        switch (base) {
          case "date",
              "time",
              "timetz",
              "timestamp",
              "timestamptz",
              "interval",
              "uuid",
              "json",
              "jsonb",
              "numeric",
              "record",
              "cstring",
              "bit",
              "varbit",
              "vector",
              "halfvec",
              "sparsevec" ->
              "_";
          default -> "";
        };
    return base + separator + suffixes[(int) ((oid - 100_000_000L) % 4)];
  }
}
