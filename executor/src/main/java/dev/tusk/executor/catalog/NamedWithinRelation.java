package dev.tusk.executor.catalog;

import org.jspecify.annotations.Nullable;

/** A part of a relation whose name is the only one among those of its kind there: in no schema. */
public sealed interface NamedWithinRelation extends CatalogObject
    permits PolicyObject, RuleObject, TriggerObject {
  @Override
  default @Nullable String schema() {
    return null;
  }

  @Override
  default NameSpace nameSpace() {
    return NameSpace.NONE;
  }
}
