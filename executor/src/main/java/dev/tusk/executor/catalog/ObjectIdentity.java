package dev.tusk.executor.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What machines call an object, the same in every session (getObjectIdentityParts of
 * catalog/objectaddress.c).
 *
 * @param type {@code table column}
 * @param schema that it is in, or what it is a part of; null for none
 * @param ownSchema whether it is in the schema by itself
 * @param name that is unique in its schema, or among all; null for what has no such name
 * @param identity {@code public.t.a}
 * @param names by which it is found again
 * @param arguments further ones, types mostly
 */
public record ObjectIdentity(
    String type,
    @Nullable String schema,
    boolean ownSchema,
    @Nullable String name,
    String identity,
    List<String> names,
    List<String> arguments) {

  static ObjectIdentity part(String type, String schema, String identity, List<String> names) {
    return new ObjectIdentity(type, schema, false, null, identity, names, List.of());
  }

  /** Whether it goes with its session. */
  public boolean temporary() {
    return "pg_temp".equals(schema);
  }

  /** The name, not quoted; null for what has none. */
  public @Nullable String plainName() {
    return name == null ? null : plain(name);
  }

  private static String plain(String quoted) {
    return quoted.startsWith("\"")
        ? quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"")
        : quoted;
  }
}
