package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.expression.SessionServices;
import dev.tusk.executor.textsearch.Configuration;
import dev.tusk.executor.textsearch.TextSearchCatalog;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Text search configurations and dictionaries by name and number. */
final class TextSearchObjects {
  private final TextSearchCatalog catalog;
  private final List<String> path;

  TextSearchObjects(SessionServices session) {
    this.catalog = TextSearchCatalog.names(session.view().state(), session.view().databaseOid());
    this.path = session.catalog().searchPath();
  }

  /**
   * A configuration's OID.
   *
   * @throws SqlException 42704
   */
  long configuration(QualifiedName name) {
    return catalog.configurationOid(name, path).orElseThrow(() -> missing("configuration", name));
  }

  /**
   * A dictionary's OID.
   *
   * @throws SqlException 42704
   */
  long dictionary(QualifiedName name) {
    return catalog.dictionaryOid(name, path).orElseThrow(() -> missing("dictionary", name));
  }

  private static SqlException missing(String kind, QualifiedName name) {
    String whole = (name.schema() == null ? "" : name.schema() + ".") + name.name();
    return SqlException.of(
        SqlState.UNDEFINED_OBJECT, "text search " + kind + " \"" + whole + "\" does not exist");
  }

  @Nullable String configurationName(long oid) {
    return catalog
        .configuration(oid)
        .map(Configuration::name)
        .map(name -> shown(oid, name, catalog.configurationOid(bare(name), path)))
        .orElse(null);
  }

  @Nullable String dictionaryName(long oid) {
    return catalog
        .dictionary(oid)
        .map(Configuration.Named::name)
        .map(name -> shown(oid, name, catalog.dictionaryOid(bare(name), path)))
        .orElse(null);
  }

  private static QualifiedName bare(String name) {
    return new QualifiedName(null, name);
  }

  /** With its schema where the name alone means something else. */
  private String shown(long oid, String name, Optional<Long> meant) {
    String quoted = Definitions.quoted(name);
    return meant.isPresent() && meant.get() == oid
        ? quoted
        : Definitions.quoted(catalog.schemaOf(oid)) + "." + quoted;
  }
}
