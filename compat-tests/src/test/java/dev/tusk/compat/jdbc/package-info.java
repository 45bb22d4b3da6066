/** What pgjdbc, the PostgreSQL driver of the Java world, sees. */
@NullMarked
package dev.tusk.compat.jdbc;

import org.jspecify.annotations.NullMarked;
