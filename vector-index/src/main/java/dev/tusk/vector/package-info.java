/** Nearest neighbours over vectors that someone else stores: exact search and a quantised HNSW. */
@NullMarked
package dev.tusk.vector;

import org.jspecify.annotations.NullMarked;
