/** The stored catalog: databases, schemas, tables, sequences, and what the planner asks of them. */
@NullMarked
package dev.tusk.executor.catalog;

import org.jspecify.annotations.NullMarked;
