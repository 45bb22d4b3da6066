/** The exact answer, by comparing vectors as they are. */
@NullMarked
package dev.tusk.vector.exact;

import org.jspecify.annotations.NullMarked;
