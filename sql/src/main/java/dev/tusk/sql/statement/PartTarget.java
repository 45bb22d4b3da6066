package dev.tusk.sql.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a body's variable that is assigned to: {@code a[1]}, {@code r.f[2].g}.
 *
 * @param names of the variable, or of a field of it
 * @param steps from there to the part
 */
public record PartTarget(List<String> names, List<Step> steps) {
  /** One step into a value. */
  public sealed interface Step {
    record Field(String name) implements Step {}

    /**
     * An element or a slice.
     *
     * @param lower null of an element, and of a slice that does not say it
     * @param upper null of a slice that does not say it
     */
    record Subscript(
        @Nullable ParsedExpression lower, @Nullable ParsedExpression upper, boolean slice)
        implements Step {}
  }
}
