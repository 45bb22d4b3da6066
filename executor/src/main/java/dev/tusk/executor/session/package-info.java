/** A client's session: transaction block, settings, prepared statements, portals. */
@NullMarked
package dev.tusk.executor.session;

import org.jspecify.annotations.NullMarked;
