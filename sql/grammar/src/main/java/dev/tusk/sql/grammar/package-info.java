/** PostgreSQL's grammar laid over Calcite's: the generated parser and the nodes only it makes. */
package dev.tusk.sql.grammar;
