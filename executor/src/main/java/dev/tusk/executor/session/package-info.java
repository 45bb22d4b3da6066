/** A client's session: transaction block, prepared statements, portals, protocols. */
@NullMarked
package dev.tusk.executor.session;

import org.jspecify.annotations.NullMarked;
