package dev.tusk.sql.function;

import dev.tusk.sql.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a function as declared.
 *
 * @param name null when it has none
 * @param defaultText the default as SQL; null without one
 */
public record Parameter(@Nullable String name, Mode mode, Type type, @Nullable String defaultText) {

  /** {@code proargmodes}. */
  public enum Mode {
    IN('i'),
    OUT('o'),
    INOUT('b'),
    VARIADIC('v'),
    /** A column of RETURNS TABLE. */
    TABLE('t');

    private final char code;

    Mode(char code) {
      this.code = code;
    }

    /** As pg_proc writes it. */
    public char code() {
      return code;
    }

    /** The mode of that code. */
    public static Mode of(char code) {
      for (Mode mode : values()) {
        if (mode.code == code) {
          return mode;
        }
      }
      throw new IllegalArgumentException("parameter mode " + code);
    }

    /** Whether a call gives it a value. */
    public boolean input() {
      return this == IN || this == INOUT || this == VARIADIC;
    }

    /** Whether it is a part of the result. */
    public boolean output() {
      return this == OUT || this == INOUT || this == TABLE;
    }
  }
}
