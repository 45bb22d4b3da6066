package dev.tusk.sql.catalog;

import java.util.Set;

/**
 * What can be done to a relation that may be a view.
 *
 * @param columns the numbers of those that can be written
 */
public record WriteAbilities(boolean insert, boolean update, boolean delete, Set<Integer> columns) {
  public static final WriteAbilities NONE = new WriteAbilities(false, false, false, Set.of());
}
