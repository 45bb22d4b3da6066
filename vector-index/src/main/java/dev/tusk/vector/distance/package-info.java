/** Distance kernels, one class each; the arithmetic that must agree with the SQL operators. */
@NullMarked
package dev.tusk.vector.distance;

import org.jspecify.annotations.NullMarked;
