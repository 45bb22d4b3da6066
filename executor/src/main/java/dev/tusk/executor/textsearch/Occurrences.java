package dev.tusk.executor.textsearch;

import dev.tusk.sql.textsearch.QueryNode;
import org.jspecify.annotations.Nullable;

/** Where a query's words are in what is searched. */
interface Occurrences {
  /** Whether a word is there at all. */
  Answer has(QueryNode.Word word);

  /**
   * The numbers of the places where a word is, ascending, each once; null where it is there and
   * nobody knows where.
   */
  int @Nullable [] places(QueryNode.Word word);

  /** Three truth values: where nothing is known of places, a phrase may be there. */
  enum Answer {
    NO,
    YES,
    MAYBE
  }
}
