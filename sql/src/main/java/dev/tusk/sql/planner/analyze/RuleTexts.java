package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.parser.CalciteTree;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.statement.Delete;
import dev.tusk.sql.statement.Insert;
import dev.tusk.sql.statement.Notify;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.QueryTree;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.Update;
import org.apache.calcite.sql.SqlNode;

/** Actions of rules as they are kept: SQL. */
public final class RuleTexts {
  private RuleTexts() {}

  /** The statement to be run: NOTIFY is a query of the function that does the same. */
  static SqlNode statement(String text) {
    return node(SqlParser.parse(text).getFirst().statement());
  }

  static boolean isNotify(String text) {
    return text.startsWith("NOTIFY");
  }

  /** NOTIFY as it is kept and shown. */
  public static String notification(Notify notify) {
    return "NOTIFY "
        + Identifier.quoted(notify.channel())
        + (notify.payload().isEmpty() ? "" : ", " + literal(notify.payload()));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static SqlNode node(Statement statement) {
    QueryTree tree =
        switch (statement) {
          case Insert(QueryTree t) -> t;
          case Update(QueryTree t) -> t;
          case Delete(QueryTree t) -> t;
          case Query(QueryTree t) -> t;
          case Notify notify -> {
            String call =
                "SELECT pg_catalog.pg_notify("
                    + literal(notify.channel())
                    + ", "
                    + literal(notify.payload())
                    + ")";
            yield ((Query) SqlParser.parse(call).getFirst().statement()).tree();
          }
          default -> throw SqlException.notSupported("such an action of a rule");
        };
    return ((CalciteTree) tree).node();
  }
}
