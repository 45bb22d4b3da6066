/** From a parsed statement to a physical plan: names, types, algebra, access paths. */
@NullMarked
package dev.tusk.sql.planner;

import org.jspecify.annotations.NullMarked;
