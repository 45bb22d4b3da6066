package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.ObjectAddress;

/**
 * Kinds of objects that are named, owned, commented on and dropped in one way, whatever they are.
 */
public enum DefinedKind {
  FOREIGN_DATA_WRAPPER("foreign-data wrapper", ObjectAddress.PG_FOREIGN_DATA_WRAPPER, false),
  PUBLICATION("publication", ObjectAddress.PG_PUBLICATION, false),
  TABLESPACE("tablespace", ObjectAddress.PG_TABLESPACE, false),
  STATISTICS("statistics object", ObjectAddress.PG_STATISTIC_EXT, true),
  SERVER("server", ObjectAddress.PG_FOREIGN_SERVER, false),
  TEXT_SEARCH_CONFIGURATION("text search configuration", ObjectAddress.PG_TS_CONFIG, true),
  TEXT_SEARCH_DICTIONARY("text search dictionary", ObjectAddress.PG_TS_DICT, true);

  private final String described;
  private final long catalog;
  private final boolean qualified;

  DefinedKind(String described, long catalog, boolean qualified) {
    this.described = described;
    this.catalog = catalog;
    this.qualified = qualified;
  }

  /** As messages name it, {@code foreign-data wrapper}. */
  public String described() {
    return described;
  }

  /** The catalog that lists its objects. */
  public long catalog() {
    return catalog;
  }

  /** Whether its objects are in schemas. */
  public boolean qualified() {
    return qualified;
  }

  /** As commands name it, {@code FOREIGN DATA WRAPPER}. */
  public String words() {
    return name().replace('_', ' ');
  }
}
