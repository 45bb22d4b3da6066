package dev.tusk.sql.catalog;

import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what the rows of a table are divided among its partitions ({@code pg_partitioned_table}). */
public record PartitionKey(Strategy strategy, List<Key> keys) {
  /** How values lead to a partition. */
  public enum Strategy {
    LIST('l'),
    RANGE('r'),
    HASH('h');

    private final char code;

    Strategy(char code) {
      this.code = code;
    }

    /** {@code partstrat}. */
    public char code() {
      return code;
    }
  }

  /**
   * A column or an expression.
   *
   * @param column {@code attnum}, 0 for an expression
   * @param expressionText the expression as SQL, null for a column
   * @param type of the key's values, as the collation orders them
   * @param typmod of the key's values
   * @param collation null for that of the type
   */
  public record Key(
      int column,
      @Nullable String expressionText,
      Type type,
      int typmod,
      @Nullable Collation collation,
      String operatorClass) {
    /** The same over another type. */
    public Key withType(Type changed) {
      return new Key(
          column,
          expressionText,
          CollatedType.of(CollatedType.plain(changed), collation),
          typmod,
          collation,
          operatorClass);
    }

    /** The collation that its values have ({@code partcollation}); null for none. */
    public @Nullable Collation effectiveCollation() {
      return collation == null ? BuiltinCollations.of(CollatedType.plain(type)) : collation;
    }

    /** The same, ordered by a collation; null for that of the type. */
    public Key collatedBy(@Nullable Collation by) {
      return new Key(
          column,
          expressionText,
          CollatedType.of(CollatedType.plain(type), by),
          typmod,
          by,
          operatorClass);
    }

    /** The same in other words. */
    public Key withText(@Nullable String text) {
      return new Key(column, text, type, typmod, collation, operatorClass);
    }
  }

  /** The same with other keys. */
  public PartitionKey withKeys(List<Key> changed) {
    return new PartitionKey(strategy, List.copyOf(changed));
  }
}
