/** How a client shows who it is: passwords, SCRAM, certificates. Knows no catalog and no rules. */
@NullMarked
package dev.tusk.wire.authentication;

import org.jspecify.annotations.NullMarked;
