/** What clients see of a running server: drivers and psql sessions over a real socket. */
@NullMarked
package dev.tusk.compat;

import org.jspecify.annotations.NullMarked;
