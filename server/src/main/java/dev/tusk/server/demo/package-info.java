/** The demo: thirty thousand character names loaded, indexed and searched through the socket. */
@NullMarked
package dev.tusk.server.demo;

import org.jspecify.annotations.NullMarked;
