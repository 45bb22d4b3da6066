package dev.tusk.executor.lexicon;

import java.util.Comparator;

/**
 * How PostgreSQL sorts: where affixes are equal in their order, the forms of a word come as its
 * sort leaves them.
 */
@FunctionalInterface
public interface Sorting {
  <T> void sort(T[] all, Comparator<? super T> order);
}
