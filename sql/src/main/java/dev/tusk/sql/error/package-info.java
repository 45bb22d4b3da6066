/** Errors that a client is told about: SQLSTATE, PostgreSQL's wording, and where. */
@NullMarked
package dev.tusk.sql.error;

import org.jspecify.annotations.NullMarked;
