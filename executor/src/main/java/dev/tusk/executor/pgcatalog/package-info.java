/** One file per pg_catalog relation: a line for each column, over the catalog's objects. */
@NullMarked
package dev.tusk.executor.pgcatalog;

import org.jspecify.annotations.NullMarked;
