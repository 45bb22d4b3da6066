/**
 * What inverted indexes hold of a value, and what they are asked: operator classes by their keys.
 */
@org.jspecify.annotations.NullMarked
package dev.tusk.executor.inverted;
