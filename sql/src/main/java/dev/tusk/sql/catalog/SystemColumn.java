package dev.tusk.sql.catalog;

import java.util.Locale;
import java.util.Optional;

/** Columns that every table has beside its own (access/sysattr.h). */
public enum SystemColumn {
  CTID(-1),
  XMIN(-2),
  CMIN(-3),
  XMAX(-4),
  CMAX(-5),
  TABLEOID(-6);

  private final int number;

  SystemColumn(int number) {
    this.number = number;
  }

  /** {@code attnum}: below zero. */
  public int number() {
    return number;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SystemColumn> named(String name) {
    for (SystemColumn column : values()) {
      if (column.toString().equals(name)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  public static SystemColumn of(int number) {
    return values()[-number - 1];
  }
}
