/** The relations of pg_catalog: one file each, one line per column. */
@NullMarked
package dev.tusk.executor.pgcatalog;

import org.jspecify.annotations.NullMarked;
