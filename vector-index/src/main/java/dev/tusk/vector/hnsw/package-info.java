/** The graph: how it is linked, walked, repaired, and its bytes on disk. */
@NullMarked
package dev.tusk.vector.hnsw;

import org.jspecify.annotations.NullMarked;
