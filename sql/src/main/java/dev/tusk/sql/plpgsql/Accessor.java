package dev.tusk.sql.plpgsql;

import org.jspecify.annotations.Nullable;

/** The way from a variable to the part of it that is assigned. */
public sealed interface Accessor {
  /**
   * An element, or a slice.
   *
   * @param lower null of an element, and of a slice without one
   * @param upper null of a slice without one
   */
  record Subscript(@Nullable Fragment lower, @Nullable Fragment upper, boolean slice)
      implements Accessor {}

  record Field(String name) implements Accessor {}
}
