package dev.tusk.wire.codec;

import dev.tusk.wire.message.ErrorFields;
import org.jspecify.annotations.Nullable;

/**
 * The bytes can be followed no further: the connection is to be closed.
 *
 * @param report what the client is told, or null if it is not known to speak the protocol
 */
public record Violation(@Nullable ErrorFields report) implements Incoming {}
