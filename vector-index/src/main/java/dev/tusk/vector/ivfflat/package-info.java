/** Lists of vectors by the nearest of some centres. */
@NullMarked
package dev.tusk.vector.ivfflat;

import org.jspecify.annotations.NullMarked;
