package dev.tusk.executor.textsearch;

import java.util.List;

/**
 * A text search configuration: which dictionaries are asked for a kind of token, one after the
 * other.
 *
 * @param byType at the number of the kind; empty where such tokens are left out
 */
public record Configuration(long oid, String name, List<List<Named>> byType) {
  /** A dictionary of the catalog. */
  public record Named(long oid, String name, Dictionary dictionary) {}

  List<Named> dictionaries(int type) {
    return type < byType.size() ? byType.get(type) : List.of();
  }
}
