package dev.tusk.sql.type;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The collations that every database has. */
public final class BuiltinCollations {
  private static final Map<Long, Collation> BY_OID = read();
  private static final Map<String, Collation> BY_NAME = byName();

  private BuiltinCollations() {}

  public static Collection<Collation> all() {
    return BY_OID.values();
  }

  /** The one of that OID; null when there is none. */
  public static @Nullable Collation find(long oid) {
    return BY_OID.get(oid);
  }

  /** The one of that name; null when there is none. */
  public static @Nullable Collation find(String name) {
    return BY_NAME.get(name);
  }

  /** The collation that values of a type have unless told otherwise; null for none. */
  public static @Nullable Collation of(Type type) {
    return type instanceof DomainType domain
        ? domain.ownCollation() == null ? of(domain.base()) : domain.ownCollation()
        : find(type.collation());
  }

  private static Map<Long, Collation> read() {
    Map<Long, Collation> found = new LinkedHashMap<>();
    put(found, Collation.DEFAULT);
    put(found, Collation.C);
    put(found, new Collation(951, "POSIX", Collation.Provider.LIBC, true, "POSIX"));
    put(found, new Collation(12340, "ucs_basic", Collation.Provider.LIBC, true, "C"));
    put(found, new Collation(12341, "C.utf8", Collation.Provider.LIBC, true, "C.utf8"));
    try (InputStream in = BuiltinCollations.class.getResourceAsStream("icu-collations.tsv");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t", -1);
        put(
            found,
            new Collation(
                Long.parseLong(fields[0]), fields[1], Collation.Provider.ICU, true, fields[2]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(found);
  }

  private static void put(Map<Long, Collation> into, Collation collation) {
    into.put(collation.oid(), collation);
  }

  private static Map<String, Collation> byName() {
    Map<String, Collation> found = new LinkedHashMap<>();
    BY_OID.values().forEach(c -> found.put(c.name(), c));
    return Collections.unmodifiableMap(found);
  }
}
