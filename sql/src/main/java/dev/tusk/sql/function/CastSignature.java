package dev.tusk.sql.function;

import dev.tusk.sql.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A cast of {@code pg_cast}.
 *
 * @param function the conversion; null when {@code method} needs none
 */
public record CastSignature(
    Type source,
    Type target,
    Context context,
    Method method,
    @Nullable FunctionSignature function) {

  /** Where the cast may be applied without being written ({@code castcontext}). */
  public enum Context {
    IMPLICIT,
    ASSIGNMENT,
    EXPLICIT
  }

  /** How it is done ({@code castmethod}). */
  public enum Method {
    FUNCTION,
    /** Through the text form: typoutput, then typinput. */
    INOUT,
    /** The Java value is the same. */
    RELABEL
  }
}
