package dev.tusk.sql.plpgsql;

import dev.tusk.sql.catalog.Variables.Conflict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a function before its body is read.
 *
 * @param name without its schema: a label for its arguments
 * @param arguments all parameters in order, outputs too
 * @param returnsSet whether rows are given one by one
 * @param returnsVoid of a function; a procedure without outputs also
 * @param trigger what it is called for
 * @param conflict unless the body says otherwise
 * @param checks whether SQL inside is parsed as soon as it is read
 */
public record Header(
    String name,
    List<Argument> arguments,
    boolean returnsSet,
    boolean returnsVoid,
    boolean procedure,
    Trigger trigger,
    Conflict conflict,
    boolean printStrictParameters,
    boolean checks,
    List<String> extraWarnings,
    List<String> extraErrors) {
  /** A parameter: a name if it has one, whether values come in by it, and go out. */
  public record Argument(@Nullable String name, DataType type, boolean in, boolean out) {}

  /** What calls it. */
  public enum Trigger {
    NONE,
    ROW_OR_STATEMENT,
    EVENT
  }
}
