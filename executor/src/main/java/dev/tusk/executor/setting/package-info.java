/**
 * Settings of the server and of sessions: which there are, how values are read and shown, who holds
 * them.
 */
@NullMarked
package dev.tusk.executor.setting;

import org.jspecify.annotations.NullMarked;
