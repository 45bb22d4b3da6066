package dev.tusk.executor.textsearch;

import java.util.List;
import java.util.function.Supplier;

/**
 * A text search configuration: which dictionaries are asked for a kind of token, one after the
 * other.
 *
 * @param byType at the number of the kind; empty where such tokens are left out
 */
public record Configuration(long oid, String name, List<List<Named>> byType) {
  /**
   * A dictionary of the catalog.
   *
   * @param made the dictionary, asked for it when it is to read words
   */
  public record Named(long oid, String name, Supplier<Dictionary> made) {
    public Dictionary dictionary() {
      return made.get();
    }
  }

  List<Named> dictionaries(int type) {
    return type < byType.size() ? byType.get(type) : List.of();
  }
}
