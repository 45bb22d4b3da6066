/** What the bodies of functions and procedures ask of a session, and it of them. */
@NullMarked
package dev.tusk.executor.routine;

import org.jspecify.annotations.NullMarked;
