package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's hint for a column that does not exist: the nearest name by edit distance, if it is
 * near enough ({@code parse_relation.c}: {@code updateFuzzyAttrMatchState}).
 */
final class SimilarNames {
  private static final int MAX_DISTANCE = 3;

  private SimilarNames() {}

  /**
   * The hint.
   *
   * @param qualified the relation that was named, null for none
   */
  static @Nullable String hint(Scope scope, @Nullable NamespaceItem qualified, String name) {
    int best = MAX_DISTANCE + 1;
    List<String> found = new ArrayList<>();
    List<NamespaceItem> items = new ArrayList<>();
    for (Scope around = scope; around != null; around = around.parent()) {
      items.addAll(around.items());
    }
    for (NamespaceItem item : items) {
      String alias = item.alias();
      if (alias == null || !item.relationVisible()) {
        continue;
      }
      int penalty = qualified == null ? 0 : distance(alias, qualified.alias());
      for (ScopeColumn column : item.columns()) {
        int distance = distance(column.name(), name);
        if (distance > column.name().length() / 2 || distance > name.length() / 2) {
          continue;
        }
        distance += penalty;
        if (distance < best) {
          best = distance;
          found.clear();
        }
        if (distance == best) {
          found.add(alias + "." + column.name());
        }
      }
    }
    return switch (found.size()) {
      case 1 ->
          String.format(
              Locale.ROOT, "Perhaps you meant to reference the column \"%s\".", found.getFirst());
      case 2 ->
          String.format(
              Locale.ROOT,
              "Perhaps you meant to reference the column \"%s\" or the column \"%s\".",
              found.get(0),
              found.get(1));
      default -> null;
    };
  }

  private static int distance(String one, @Nullable String other) {
    if (other == null) {
      return 0;
    }
    int[] previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        current[j] =
            Math.min(previous[j - 1] + change, Math.min(previous[j] + 1, current[j - 1] + 1));
      }
      previous = current;
    }
    return previous[other.length()];
  }
}
