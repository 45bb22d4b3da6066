/** Who may connect and how many, what the log says of them, and what those do who mean no good. */
@NullMarked
package dev.tusk.compat.access;

import org.jspecify.annotations.NullMarked;
