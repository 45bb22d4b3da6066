package dev.tusk.executor.setting;

import dev.tusk.sql.error.SqlException;
import java.util.Locale;

/** DateStyle: a style and an order of a date's parts, either of which may be set alone. */
final class DateStyleText {
  private String style;
  private String order;
  private boolean styleGiven;
  private boolean orderGiven;
  private boolean conflicting;

  private DateStyleText(String current) {
    String[] parts = current.split(", ", -1);
    this.style = parts[0];
    this.order = parts[1];
  }

  /** The value after a SET, in the form that SHOW prints. */
  static String changed(Setting setting, String current, String initial, String value) {
    DateStyleText text = new DateStyleText(current);
    for (String word : value.split(",", -1)) {
      text.take(setting, value, word.strip(), initial);
    }
    if (text.conflicting) {
      throw setting.invalid(value).withDetail("Conflicting \"datestyle\" specifications.");
    }
    return text.style + ", " + text.order;
  }

  private void take(Setting setting, String value, String word, String initial) {
    String upper = word.toUpperCase(Locale.ROOT);
    switch (upper) {
      case "ISO" -> style("ISO");
      case "SQL" -> style("SQL");
      case "GERMAN" -> {
        style("German");
        order = orderGiven ? order : "DMY";
      }
      case "YMD", "DMY", "MDY" -> order(upper);
      case "US" -> order("MDY");
      case "DEFAULT" -> {
        DateStyleText reset = new DateStyleText(initial);
        style = styleGiven ? style : reset.style;
        order = orderGiven ? order : reset.order;
      }
      default -> {
        if (upper.startsWith("POSTGRES")) {
          style("Postgres");
        } else if (upper.startsWith("EURO")) {
          order("DMY");
        } else if (upper.startsWith("NONEURO")) {
          order("MDY");
        } else {
          throw unknown(setting, value, word);
        }
      }
    }
  }

  private static SqlException unknown(Setting setting, String value, String word) {
    return setting
        .invalid(value)
        .withDetail("Unrecognized key word: \"" + word.toLowerCase(Locale.ROOT) + "\".");
  }

  private void style(String given) {
    conflicting |= styleGiven && !style.equals(given);
    style = given;
    styleGiven = true;
  }

  private void order(String given) {
    conflicting |= orderGiven && !order.equals(given);
    order = given;
    orderGiven = true;
  }
}
