/** EXPLAIN: plans and expressions as PostgreSQL prints them. */
@NullMarked
package dev.tusk.sql.explain;

import org.jspecify.annotations.NullMarked;
