/** The messages of PostgreSQL's frontend/backend protocol 3.0: a record each, with its bytes. */
@NullMarked
package dev.tusk.wire.message;

import org.jspecify.annotations.NullMarked;
