/** From algebra to a physical plan: access paths, join order, operators, costs. */
@NullMarked
package dev.tusk.sql.planner.physical;

import org.jspecify.annotations.NullMarked;
