/** Runs PL/pgSQL: the statements of a body over the variables of a call ({@code pl_exec.c}). */
@NullMarked
package dev.tusk.executor.plpgsql;

import org.jspecify.annotations.NullMarked;
