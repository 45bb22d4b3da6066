package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE and ALTER STATISTICS. */
public sealed interface StatisticsCommand extends DefinedCommand {
  /**
   * What statistics are of: a column or an expression.
   *
   * @param column null for an expression
   * @param expression null for a column
   */
  record Element(@Nullable String column, @Nullable ParsedExpression expression) {}

  /**
   * CREATE STATISTICS.
   *
   * @param name null for one that is chosen
   * @param kinds as they are written; empty for all
   * @param relation null where something else than one relation's name stands behind FROM
   * @param several whether more than one relation does
   */
  record Create(
      QualifiedName name,
      boolean ifNotExists,
      List<String> kinds,
      List<Element> elements,
      @Nullable QualifiedName relation,
      boolean several)
      implements StatisticsCommand {}

  /** ALTER STATISTICS … SET STATISTICS. */
  record SetTarget(QualifiedName name, boolean ifExists, long target)
      implements StatisticsCommand {}

  @Override
  default String tag() {
    return switch (this) {
      case Create _ -> "CREATE STATISTICS";
      case SetTarget _ -> "ALTER STATISTICS";
    };
  }
}
