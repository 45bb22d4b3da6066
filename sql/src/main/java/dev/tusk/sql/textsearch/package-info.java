/** Values of full text search: what tsvector and tsquery hold, read and written. */
@NullMarked
package dev.tusk.sql.textsearch;

import org.jspecify.annotations.NullMarked;
