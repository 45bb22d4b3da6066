package dev.tusk.executor.expression;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.error.Notice;
import org.jspecify.annotations.Nullable;

/** The session's and the catalog's part in functions such as nextval and current_setting. */
public interface SessionServices {
  Catalog catalog();

  String currentUser();

  String currentDatabase();

  int processId();

  /** The value as SHOW prints it; null when no such setting exists. */
  @Nullable String setting(String name);

  void setSetting(String name, String value, boolean local);

  long nextValue(long sequenceOid);

  long currentValue(long sequenceOid);

  void setValue(long sequenceOid, long value, boolean called);

  /** lastval(). */
  long lastValue();

  void notice(Notice notice);
}
