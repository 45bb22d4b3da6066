package dev.tusk.sql.type;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A row as a value: what {@code ROW(…)} and a table's name in an expression give. */
public final class RecordValue {
  private final List<Type> types;
  private final List<String> names;
  private final @Nullable Object[] fields;

  public RecordValue(List<Type> types, List<String> names, @Nullable Object[] fields) {
    assert types.size() == fields.length && names.size() == fields.length;
    this.types = types;
    this.names = names;
    this.fields = fields;
  }

  /** Fields named f1, f2, … as PostgreSQL names those of ROW. */
  public static RecordValue of(List<Type> types, @Nullable Object... fields) {
    List<String> names = IntStream.rangeClosed(1, fields.length).mapToObj(i -> "f" + i).toList();
    return new RecordValue(types, names, fields);
  }

  public int size() {
    return fields.length;
  }

  public @Nullable Object get(int index) {
    return fields[index];
  }

  public Type type(int index) {
    return types.get(index);
  }

  public String name(int index) {
    return names.get(index);
  }

  public List<Type> types() {
    return types;
  }

  public List<String> names() {
    return names;
  }

  @Override
  public String toString() {
    return Arrays.toString(fields);
  }
}
