/**
 * Resolved queries and expressions as SQL again, as PostgreSQL's {@code ruleutils.c} writes them,
 * by the names that their objects have now; and what objects those are.
 */
@NullMarked
package dev.tusk.sql.planner.deparse;

import org.jspecify.annotations.NullMarked;
