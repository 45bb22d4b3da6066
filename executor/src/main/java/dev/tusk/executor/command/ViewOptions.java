package dev.tusk.executor.command;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** WITH (…) of a view (view_reloptions). */
final class ViewOptions {
  private ViewOptions() {}

  static Map<String, String> checked(List<Option> options) {
    Map<String, String> checked = new LinkedHashMap<>();
    for (Option option : options) {
      String name = option.name();
      String value = option.value() == null ? "true" : option.value();
      switch (name) {
        case "security_barrier", "security_invoker" -> checkBoolean(name, value);
        case "check_option" -> {
          value = value.toLowerCase(Locale.ROOT);
          if (!value.equals("local") && !value.equals("cascaded")) {
            throw SequenceRules.invalid(
                    "invalid value for enum option \"check_option\": " + option.value())
                .withDetail("Valid values are \"local\" and \"cascaded\".");
          }
        }
        default -> throw SequenceRules.invalid("unrecognized parameter \"" + name + "\"");
      }
      if (checked.put(name, value) != null) {
        throw SequenceRules.invalid("parameter \"" + name + "\" specified more than once");
      }
    }
    return checked;
  }

  private static void checkBoolean(String name, String value) {
    try {
      Types.BOOL.parse(value, FormatSettings.DEFAULT);
    } catch (SqlException _) {
      throw SequenceRules.invalid("invalid value for boolean option \"" + name + "\": " + value);
    }
  }
}
