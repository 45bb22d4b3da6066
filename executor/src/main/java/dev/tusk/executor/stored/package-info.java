/**
 * What the catalog keeps as text, written and read by the planner: expressions, queries, rules,
 * bodies, policies.
 */
@NullMarked
package dev.tusk.executor.stored;

import org.jspecify.annotations.NullMarked;
