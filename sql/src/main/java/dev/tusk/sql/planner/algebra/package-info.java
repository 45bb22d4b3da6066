/** What a resolved statement is: relations, calls, types, and what they say of themselves. */
@NullMarked
package dev.tusk.sql.planner.algebra;

import org.jspecify.annotations.NullMarked;
