/** Who may do what: access control lists, and the checks of what statements touch. */
@NullMarked
package dev.tusk.executor.rights;

import org.jspecify.annotations.NullMarked;
