/** Statements as values: one record for each, with no type of the library that parses them. */
@NullMarked
package dev.tusk.sql.statement;

import org.jspecify.annotations.NullMarked;
