package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;

/**
 * DROP of objects of a kind that no statement makes: they are PostgreSQL's own, or are not there.
 *
 * @param accessMethod of operator classes and families; empty for the others
 */
public record DropUnmade(
    Kind kind, List<QualifiedName> names, String accessMethod, boolean ifExists)
    implements Command {

  /** Kinds of objects, each with the catalog that lists them and the beginning of its columns. */
  public enum Kind {
    ACCESS_METHOD("pg_am", "am", false),
    COLLATION("pg_collation", "coll", true),
    CONVERSION("pg_conversion", "con", true),
    FOREIGN_TABLE("pg_class", "rel", true),
    LANGUAGE("pg_language", "lan", false),
    OPERATOR_CLASS("pg_opclass", "opc", true),
    OPERATOR_FAMILY("pg_opfamily", "opf", true),
    SUBSCRIPTION("pg_subscription", "sub", false),
    TABLESPACE("pg_tablespace", "spc", false),
    TEXT_SEARCH_PARSER("pg_ts_parser", "prs", true),
    TEXT_SEARCH_TEMPLATE("pg_ts_template", "tmpl", true);

    private final String catalog;
    private final String columns;
    private final boolean qualified;

    Kind(String catalog, String columns, boolean qualified) {
      this.catalog = catalog;
      this.columns = columns;
      this.qualified = qualified;
    }

    public String catalog() {
      return catalog;
    }

    public String nameColumn() {
      return columns + "name";
    }

    public String schemaColumn() {
      return columns + "namespace";
    }

    /** Whether its objects are in schemas. */
    public boolean qualified() {
      return qualified;
    }

    /** As commands name it, {@code TEXT SEARCH PARSER}. */
    public String words() {
      return name().replace('_', ' ');
    }
  }
}
