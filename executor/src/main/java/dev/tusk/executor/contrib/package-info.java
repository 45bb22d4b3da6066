/** The functions for triggers of PostgreSQL's library {@code spi}: its extensions of contrib. */
@NullMarked
package dev.tusk.executor.contrib;

import org.jspecify.annotations.NullMarked;
