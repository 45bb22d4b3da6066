package dev.tusk.executor.setting;

import dev.tusk.executor.catalogview.SettingRow;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;

/** A session's settings as {@code pg_settings} lists them. */
public final class SettingRows {
  private SettingRows() {}

  public static List<SettingRow> of(SessionSettings settings) {
    List<SettingRow> rows = new ArrayList<>();
    for (Setting s : Settings.listed()) {
      boolean number = s.kind() == Setting.Kind.INTEGER || s.kind() == Setting.Kind.REAL;
      rows.add(
          new SettingRow(
              s.name(),
              settings.raw(s),
              s.unit(),
              s.category(),
              s.text(),
              s.context().text(),
              s.kind().text(),
              settings.source(s),
              number ? limit(s, s.minimum()) : null,
              number ? limit(s, s.maximum()) : null,
              s.choices().isEmpty() ? null : ArrayValue.of(Types.TEXT, s.choices()),
              s.raw(s.defaultValue()),
              settings.resetValue(s)));
    }
    return rows;
  }

  private static String limit(Setting setting, double value) {
    return setting.kind() == Setting.Kind.INTEGER
        ? Long.toString((long) value)
        : SettingUnits.real(value);
  }
}
