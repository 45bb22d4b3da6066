/** Expressions as closures over rows, and what a function sees of its session. */
@NullMarked
package dev.tusk.executor.expression;

import org.jspecify.annotations.NullMarked;
