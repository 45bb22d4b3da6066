package dev.tusk.storage;

import java.util.List;

/**
 * A relation to create.
 *
 * @param relationId the caller's number for it, never used before
 * @param vectorColumns the columns whose values live apart from the rows
 */
public record RelationSpec(long relationId, List<VectorColumnSpec> vectorColumns) {
  public RelationSpec {
    vectorColumns = List.copyOf(vectorColumns);
  }

  public static RelationSpec of(long relationId, VectorColumnSpec... vectorColumns) {
    return new RelationSpec(relationId, List.of(vectorColumns));
  }
}
