/** The few things of files that durability needs: forcing, preallocating, mapping. */
@NullMarked
package dev.tusk.storage.file;

import org.jspecify.annotations.NullMarked;
