package dev.tusk.sql.plpgsql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A variable, argument or loop variable of a function; filled in while it is declared. */
public final class Variable {
  private final int index;
  private final String name;
  private final int line;
  private final DataType type;
  private boolean constant;
  private boolean notNull;
  private @Nullable Fragment initial;
  private @Nullable BoundCursor cursor;

  Variable(int index, String name, int line, DataType type) {
    this.index = index;
    this.name = name;
    this.line = line;
    this.type = type;
  }

  /**
   * The query of a cursor that its declaration binds.
   *
   * @param arguments null for a cursor without
   * @param scroll null where nothing is said
   */
  public record BoundCursor(
      Fragment query, @Nullable List<Variable> arguments, @Nullable Boolean scroll) {}

  /** Where its value stands among those of a call. */
  public int index() {
    return index;
  }

  public String name() {
    return name;
  }

  /** Of its declaration. */
  public int line() {
    return line;
  }

  public DataType type() {
    return type;
  }

  /** Whether its values are rows. */
  public boolean isRecord() {
    return type.record();
  }

  public boolean constant() {
    return constant;
  }

  public boolean notNull() {
    return notNull;
  }

  public @Nullable Fragment initial() {
    return initial;
  }

  public @Nullable BoundCursor cursor() {
    return cursor;
  }

  void makeConstant() {
    constant = true;
  }

  void makeNotNull() {
    notNull = true;
  }

  void initial(@Nullable Fragment value) {
    initial = value;
  }

  void bind(BoundCursor query) {
    cursor = query;
  }
}
