/** Signatures of functions, operators, casts and aggregates, as a list. */
@NullMarked
package dev.tusk.sql.function;

import org.jspecify.annotations.NullMarked;
