package dev.tusk.executor.table;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.Type;

/** Compiles the expressions that a table's descriptor holds as SQL. */
public interface RuleCompiler {
  /** A CHECK, index predicate or index key over the table's live columns. */
  Evaluator overRow(Table table, String expression);

  /** WHEN of a trigger, over the fields of the old row and of the new one. */
  Evaluator overRows(Table table, String condition);

  /** A column's default, of the column's type and typmod; reads no row. */
  Evaluator defaultOf(Table table, int columnNumber);

  /** A generated column's value, over the table's live columns. */
  Evaluator generated(Table table, int columnNumber);

  /** An index's key as errors name it: a column, or an expression in its pretty form. */
  String keyText(Table table, Index index, int key);

  /** The columns and expressions by which a table is divided, as errors name them. */
  String partitionColumns(Table table, PartitionKey key);

  /** Whether two values are equal for a foreign key, over a row of the two. */
  Evaluator equality(Type referenced, Type referencing);

  /** A value in another type, over a row of it alone. */
  Evaluator conversion(Type from, Type to);
}
