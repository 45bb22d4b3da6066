package dev.tusk.executor.catalogview;

import dev.tusk.sql.catalog.Partitioning;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.catalog.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables and indexes that are divided, or are parts of such, as the system relations read them. */
public interface PartitionView {
  /** What a table is among partitions. */
  Partitioning of(long tableOid);

  /** What leads to a table's partitions; null where it is not divided. */
  @Nullable Partitions partitions(long tableOid);

  /** Of which table or index one is a part; 0 for none. */
  long parent(long oid);

  /** The parts of a table or index, the older first. */
  List<Long> children(long oid);

  /** Of what an index, constraint or trigger of a table is a part; 0 for none. */
  default long parentOf(Table table, long own) {
    return of(table.oid()).parentOf(own);
  }

  /** Which indexes are parts of which. */
  List<InheritanceRow> indexes();

  /** Tables that are divided. */
  List<Table> divided();

  /** A table, or the one that has the index. */
  @Nullable Table table(long oid);
}
