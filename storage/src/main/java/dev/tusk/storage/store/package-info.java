/**
 * The checkpointed state: records of MapDB on a volume that changes atomically, and trees of them.
 */
@NullMarked
package dev.tusk.storage.store;

import org.jspecify.annotations.NullMarked;
