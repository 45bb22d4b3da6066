/** Ordered keys, transactions and recovery: rows on disk, behind a redo log. */
@NullMarked
package dev.tusk.storage;

import org.jspecify.annotations.NullMarked;
