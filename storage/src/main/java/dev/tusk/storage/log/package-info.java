/** The redo log: records in preallocated segments, written and forced in groups. */
@NullMarked
package dev.tusk.storage.log;

import org.jspecify.annotations.NullMarked;
