/** The SQL/JSON path language: reading and evaluating jsonpath. */
@NullMarked
package dev.tusk.executor.jsonpath;

import org.jspecify.annotations.NullMarked;
