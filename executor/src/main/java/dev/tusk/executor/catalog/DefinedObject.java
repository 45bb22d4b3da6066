package dev.tusk.executor.catalog;

import dev.tusk.sql.statement.DefinedKind;
import org.jspecify.annotations.Nullable;

/**
 * An object of the kinds that {@link DefinedKind} lists, or a part of one with an address of its
 * own. Nothing but catalogs and a few checks reads them: they are found by walking those of their
 * database, which are few.
 */
public sealed interface DefinedObject extends CatalogObject
    permits DefinedPart,
        ForeignObject,
        Publication,
        StatisticsObject,
        Tablespace,
        TextSearchObject {
  /** Null for what no statement names by itself. */
  @Nullable DefinedKind kind();

  @Override
  default NameSpace nameSpace() {
    return NameSpace.NONE;
  }
}
