package dev.tusk.sql.planner;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.planner.algebra.Signatures;
import dev.tusk.sql.planner.analyze.BodyAnalyzer;
import dev.tusk.sql.planner.deparse.ParameterNames;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.planner.deparse.QueryText;
import dev.tusk.sql.planner.deparse.References;
import dev.tusk.sql.type.FormatSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function's body of the SQL standard's form with every name resolved: to be kept, printed by the
 * names of another time, and asked what it names.
 */
public final class AnalyzedBody {
  /** {@code RETURN} alone is one line. */
  private static final PrintStyle LINE = new PrintStyle(false, false, -1, false);

  private final List<BodyAnalyzer.Resolved> statements;
  private final boolean atomic;
  private final Signatures functions;
  private final Set<Long> groupingKeys;

  AnalyzedBody(
      List<BodyAnalyzer.Resolved> statements,
      boolean atomic,
      Signatures functions,
      Set<Long> groupingKeys) {
    this.statements = statements;
    this.atomic = atomic;
    this.functions = functions;
    this.groupingKeys = groupingKeys;
  }

  /** The objects it names. */
  public References references() {
    References all = References.none();
    for (BodyAnalyzer.Resolved statement : statements) {
      all.add(References.of(statement.query(), functions, groupingKeys));
    }
    return all;
  }

  /** As the catalog keeps it: parameters are numbers. */
  public String stored(Catalog catalog) {
    String text =
        statements.stream()
            .map(s -> text(s, catalog, FormatSettings.DEFAULT, PrintStyle.STORED, null, 0))
            .collect(Collectors.joining("; "));
    return !atomic
        ? text
        : statements.isEmpty() ? "BEGIN ATOMIC END" : "BEGIN ATOMIC " + text + "; END";
  }

  /**
   * As who reads it is shown it ({@code print_function_sqlbody}).
   *
   * @param names of the parameters; null for one without a name
   */
  public String shown(
      Catalog catalog, FormatSettings format, String function, List<@Nullable String> names) {
    ParameterNames parameters = new ParameterNames(function, names);
    if (!atomic) {
      return text(statements.getFirst(), catalog, format, LINE, parameters, 0);
    }
    StringBuilder text = new StringBuilder("BEGIN ATOMIC\n");
    for (BodyAnalyzer.Resolved statement : statements) {
      text.append(text(statement, catalog, format, PrintStyle.INDENTED, parameters, 1));
      text.append(";\n");
    }
    return text.append("END").toString();
  }

  private String text(
      BodyAnalyzer.Resolved statement,
      Catalog catalog,
      FormatSettings format,
      PrintStyle style,
      @Nullable ParameterNames parameters,
      int indent) {
    return new QueryText(catalog, functions, format, style)
        .statement(statement.query(), statement.returned(), parameters, indent);
  }
}
