/**
 * PL/pgSQL: the text of a function's body to its statements, names resolved to variables and the
 * SQL inside kept as text, as PostgreSQL's {@code pl_gram.y} and {@code pl_comp.c} do.
 */
@NullMarked
package dev.tusk.sql.plpgsql;

import org.jspecify.annotations.NullMarked;
