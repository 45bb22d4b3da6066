/** The nearest rows: filters, what is remembered of them, and the ways to search. */
@NullMarked
package dev.tusk.executor.search;

import org.jspecify.annotations.NullMarked;
