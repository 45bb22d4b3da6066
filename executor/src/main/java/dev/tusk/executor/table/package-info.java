/** Tables as operators see them: rows to keys and values, constraints, indexes kept in step. */
@NullMarked
package dev.tusk.executor.table;

import org.jspecify.annotations.NullMarked;
