package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.statement.DefinedKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ANALYZE is to find out of several columns of a table, or of expressions over them.
 *
 * @param target rows looked at, as a column's statistics target; -1 for the usual
 * @param columns numbers, in order
 * @param expressions SQL over the table's rows
 * @param kinds {@code stxkind}: d, f, m and e
 * @param references what the expressions name
 */
public record StatisticsObject(
    long oid,
    long databaseOid,
    @Nullable String schema,
    String name,
    long tableOid,
    int target,
    List<Integer> columns,
    List<String> expressions,
    String kinds,
    List<Dependency> references)
    implements DefinedObject {
  /** Rows that distinct combinations are counted for. */
  public static final char DISTINCT = 'd';

  public static final char DEPENDENCIES = 'f';

  /** Most common combinations of values. */
  public static final char COMMON = 'm';

  public static final char EXPRESSIONS = 'e';

  @Override
  public DefinedKind kind() {
    return DefinedKind.STATISTICS;
  }

  @Override
  public ObjectAddress address() {
    return ObjectAddress.of(ObjectAddress.PG_STATISTIC_EXT, oid);
  }

  @Override
  public List<Dependency> dependencies() {
    List<Dependency> needs = new ArrayList<>();
    columns.forEach(column -> needs.add(Dependency.auto(ObjectAddress.column(tableOid, column))));
    if (columns.isEmpty()) {
      needs.add(Dependency.auto(ObjectAddress.relation(tableOid)));
    }
    needs.addAll(references);
    return needs;
  }

  @Override
  public StatisticsObject named(@Nullable String newSchema, String newName) {
    return new StatisticsObject(
        oid,
        databaseOid,
        newSchema,
        newName,
        tableOid,
        target,
        columns,
        expressions,
        kinds,
        references);
  }

  /** The same with another target. */
  public StatisticsObject withTarget(int newTarget) {
    return new StatisticsObject(
        oid,
        databaseOid,
        schema,
        name,
        tableOid,
        newTarget,
        columns,
        expressions,
        kinds,
        references);
  }

  /** The same with its expressions written otherwise. */
  public StatisticsObject withExpressions(List<String> texts) {
    return new StatisticsObject(
        oid, databaseOid, schema, name, tableOid, target, columns, texts, kinds, references);
  }

  public boolean has(char kind) {
    return kinds.indexOf(kind) >= 0;
  }
}
