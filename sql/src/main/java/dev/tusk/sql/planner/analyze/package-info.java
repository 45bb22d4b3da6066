/** From the parser's tree to algebra: names, types, functions, by PostgreSQL's rules. */
@NullMarked
package dev.tusk.sql.planner.analyze;

import org.jspecify.annotations.NullMarked;
