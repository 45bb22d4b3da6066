/** Formatting by template: to_char and its inverses (utils/adt/formatting.c). */
@NullMarked
package dev.tusk.executor.format;

import org.jspecify.annotations.NullMarked;
