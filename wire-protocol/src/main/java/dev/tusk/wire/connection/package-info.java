/** A connection's state machine, the {@code Backend} it calls, and the listener. */
@NullMarked
package dev.tusk.wire.connection;

import org.jspecify.annotations.NullMarked;
