/**
 * Who may connect: the rules of {@code pg_hba.conf}, what is known of passwords, and what a client
 * has to show.
 */
@NullMarked
package dev.tusk.executor.access;

import org.jspecify.annotations.NullMarked;
