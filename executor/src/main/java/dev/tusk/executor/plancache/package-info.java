/** Plans that are kept, and what decides whether one may be used again. */
@NullMarked
package dev.tusk.executor.plancache;

import org.jspecify.annotations.NullMarked;
