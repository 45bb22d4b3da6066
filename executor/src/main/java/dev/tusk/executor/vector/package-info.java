/** Vector indexes beside their tables: kept in step, searched under a snapshot, made durable. */
@NullMarked
package dev.tusk.executor.vector;

import org.jspecify.annotations.NullMarked;
