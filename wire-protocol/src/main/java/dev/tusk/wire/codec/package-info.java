/** Bytes of a socket to frames, frames to messages, with every limit that a client may test. */
@NullMarked
package dev.tusk.wire.codec;

import org.jspecify.annotations.NullMarked;
