/** Physical plans and expressions: what the planner gives and the executor runs. */
@NullMarked
package dev.tusk.sql.plan;

import org.jspecify.annotations.NullMarked;
