/** The views of information_schema: one file each, one line per column. */
@NullMarked
package dev.tusk.executor.informationschema;

import org.jspecify.annotations.NullMarked;
