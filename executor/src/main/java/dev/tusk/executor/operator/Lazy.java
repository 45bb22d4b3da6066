package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows made all at once when the first is asked for. */
final class Lazy implements RowSource {
  private final Supplier<List<@Nullable Object[]>> make;
  private @Nullable Iterator<@Nullable Object[]> rows;

  Lazy(Supplier<List<@Nullable Object[]>> make) {
    this.make = make;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    Iterator<@Nullable Object[]> made = rows;
    if (made == null) {
      made = make.get().iterator();
      rows = made;
    }
    return made.hasNext() ? made.next() : null;
  }

  @Override
  public void close() {}
}
