/** Sets and lists of slots. */
@NullMarked
package dev.tusk.vector.set;

import org.jspecify.annotations.NullMarked;
