package dev.tusk.wire.connection;

import dev.tusk.wire.message.ErrorFields;
import java.time.Duration;

/**
 * How long a client may send nothing before its connection is ended.
 *
 * @param reason the last message (FATAL)
 */
public record IdleLimit(Duration time, ErrorFields reason) {}
