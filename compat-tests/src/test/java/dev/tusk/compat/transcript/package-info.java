/** Replays psql sessions from files and compares every line with what psql would print. */
@NullMarked
package dev.tusk.compat.transcript;

import org.jspecify.annotations.NullMarked;
