/**
 * From a parsed statement to a physical plan. {@link dev.tusk.sql.planner.Planner} calls the rooms
 * in turn, and each knows only those before it: {@code algebra}, {@code analyze}, {@code rewrite},
 * {@code physical}.
 */
@NullMarked
package dev.tusk.sql.planner;

import org.jspecify.annotations.NullMarked;
