package dev.tusk.executor.copy;

import dev.tusk.sql.type.Type;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A column of a COPY: its name for errors and headers, and how its values are read.
 *
 * @param check looks at a value that was read, NULL too
 */
public record CopyColumn(
    String name, Type type, int typmod, @Nullable Consumer<@Nullable Object> check) {
  public CopyColumn(String name, Type type, int typmod) {
    this(name, type, typmod, null);
  }

  void check(@Nullable Object value) {
    if (check != null) {
      check.accept(value);
    }
  }
}
