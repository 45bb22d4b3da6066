/** The formats of COPY: text, csv and binary, from bytes to rows and back. */
@NullMarked
package dev.tusk.executor.copy;

import org.jspecify.annotations.NullMarked;
