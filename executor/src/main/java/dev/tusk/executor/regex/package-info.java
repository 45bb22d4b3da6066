/** PostgreSQL's regular expressions, run by java.util.regex. */
@NullMarked
package dev.tusk.executor.regex;

import org.jspecify.annotations.NullMarked;
