/** Runs statements: joins the SQL front, storage and the vector index. */
@NullMarked
package dev.tusk.executor;

import org.jspecify.annotations.NullMarked;
