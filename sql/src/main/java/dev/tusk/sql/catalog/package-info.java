/** Descriptors of tables, columns and indexes, and the catalog the planner asks. */
@NullMarked
package dev.tusk.sql.catalog;

import org.jspecify.annotations.NullMarked;
