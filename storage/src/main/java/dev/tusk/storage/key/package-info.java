/** Values as bytes whose unsigned order is the values' order, for the keys of indexes. */
@NullMarked
package dev.tusk.storage.key;

import org.jspecify.annotations.NullMarked;
