package dev.tusk.sql.catalog;

import dev.tusk.sql.catalog.AccessMethod.Keys;
import dev.tusk.sql.catalog.AccessMethod.OperatorClass;
import dev.tusk.sql.catalog.AccessMethod.Strategy;
import dev.tusk.sql.function.FactTable;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The operator classes of one access method that {@code operator-classes.tsv} lists. */
final class ListedClasses {
  private static final double EQUAL = 0.005;
  private static final double COMPARED = 1 / 3.0;

  private ListedClasses() {}

  static List<OperatorClass> of(String method) {
    List<OperatorClass> classes = new ArrayList<>();
    for (String[] row : FactTable.read(ListedClasses.class, "operator-classes.tsv")) {
      if (row[0].equals(method)) {
        classes.add(
            new OperatorClass(
                Long.parseLong(row[2]),
                row[1],
                type(row[3]),
                "",
                row[4].equals("t"),
                strategies(row[7]),
                Keys.valueOf(row[6].toUpperCase(Locale.ROOT)),
                row[5].isEmpty() ? null : row[5]));
      }
    }
    return List.copyOf(classes);
  }

  private static List<Strategy> strategies(String text) {
    List<Strategy> strategies = new ArrayList<>();
    for (String pair : text.split(",")) {
      int blank = pair.indexOf(' ');
      String operator = pair.substring(0, blank);
      strategies.add(new Strategy(operator, type(pair.substring(blank + 1)), share(operator)));
    }
    return List.copyOf(strategies);
  }

  private static double share(String operator) {
    return switch (operator) {
      case "<", "<=", ">", ">=", "~<~", "~<=~", "~>=~", "~>~" -> COMPARED;
      case "<>" -> 1 - EQUAL;
      default -> EQUAL;
    };
  }

  private static Type type(String name) {
    return Types.byName(name).orElseThrow(() -> new IllegalStateException("type " + name));
  }
}
