/**
 * What inverted indexes hold of a value, and what they are asked: operator classes by their keys.
 */
@NullMarked
package dev.tusk.executor.inverted;

import org.jspecify.annotations.NullMarked;
