/** From algebra to algebra that asks the same for less. */
@NullMarked
package dev.tusk.sql.planner.rewrite;

import org.jspecify.annotations.NullMarked;
