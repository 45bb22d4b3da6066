/**
 * The code behind the functions, operators, casts and aggregates that {@code sql.function} lists.
 */
@NullMarked
package dev.tusk.executor.function;

import org.jspecify.annotations.NullMarked;
