package dev.tusk.sql.planner.deparse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of a function are called in its body.
 *
 * @param function by whose name they are qualified where columns are
 * @param names by number; null for one without a name
 */
public record ParameterNames(String function, List<@Nullable String> names) {}
