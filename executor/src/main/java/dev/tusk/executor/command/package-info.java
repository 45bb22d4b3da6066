/** One class per DDL or utility statement. */
@NullMarked
package dev.tusk.executor.command;

import org.jspecify.annotations.NullMarked;
