package dev.tusk.sql.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** FOR VALUES of a partition, or DEFAULT, as written. */
public sealed interface PartitionValues {
  /** Where it begins in the text, from 1. */
  int position();

  /** DEFAULT. */
  record Default(int position) implements PartitionValues {}

  /** IN (…). */
  record In(List<Value> values, int position) implements PartitionValues {}

  /** FROM (…) TO (…). */
  record Range(List<Value> from, List<Value> to, int position) implements PartitionValues {}

  /** WITH (MODULUS m, REMAINDER r). */
  record Hash(int modulus, int remainder, int position) implements PartitionValues {}

  /**
   * A value of a bound.
   *
   * @param column the name of a column alone, among them MINVALUE and MAXVALUE; null for others
   */
  record Value(ParsedExpression expression, @Nullable String column, int position) {}
}
