/** The program: command line, settings, start and stop, and the adapter from protocol to engine. */
@NullMarked
package dev.tusk.server;

import org.jspecify.annotations.NullMarked;
