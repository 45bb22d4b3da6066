/** Codecs: short forms of vectors whose distance to a query is estimated a batch at a time. */
@NullMarked
package dev.tusk.vector.codec;

import org.jspecify.annotations.NullMarked;
