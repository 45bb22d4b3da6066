package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.textsearch.Configuration;
import dev.tusk.executor.textsearch.Configurations;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Text search configurations and dictionaries by name and number. */
final class TextSearchObjects {
  private TextSearchObjects() {}

  private static boolean inReach(QualifiedName name) {
    return name.schema() == null || name.schema().equals("pg_catalog");
  }

  /**
   * A configuration's OID.
   *
   * @throws SqlException 42704
   */
  static long configuration(QualifiedName name) {
    Optional<Configuration> found =
        inReach(name) ? Configurations.byName(name.name()) : Optional.empty();
    return found.orElseThrow(() -> missing("configuration", name)).oid();
  }

  /**
   * A dictionary's OID.
   *
   * @throws SqlException 42704
   */
  static long dictionary(QualifiedName name) {
    Optional<Configuration.Named> found =
        inReach(name) ? Configurations.dictionaryNamed(name.name()) : Optional.empty();
    return found.orElseThrow(() -> missing("dictionary", name)).oid();
  }

  private static SqlException missing(String kind, QualifiedName name) {
    String whole = (name.schema() == null ? "" : name.schema() + ".") + name.name();
    return SqlException.of(
        SqlState.UNDEFINED_OBJECT, "text search " + kind + " \"" + whole + "\" does not exist");
  }

  static @Nullable String configurationName(long oid) {
    return Configurations.byOid(oid).map(Configuration::name).orElse(null);
  }

  static @Nullable String dictionaryName(long oid) {
    return Configurations.dictionaryOf(oid).map(Configuration.Named::name).orElse(null);
  }
}
