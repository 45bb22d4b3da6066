package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.planner.algebra.Rels;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables whose rows are a table's: itself and those below it ({@code
 * expand_inherited_rtentry}). Each is scanned with the fields that the table has, found by their
 * names, so that whatever reads the table's row reads theirs.
 */
public final class MemberScans {
  private MemberScans() {}

  /** The scan of a table with those below it; the same where there are none. */
  static Rels.Scan family(Analysis analysis, Rels.Scan scan) {
    List<Rels.Scan> members = new ArrayList<>();
    if (scan.table.kind() == Table.Kind.PARTITIONED) {
      leaves(analysis, scan.table).forEach(table -> members.add(member(scan, table)));
    } else if (scan.table.kind() == Table.Kind.TABLE) {
      List<Table> below = analysis.catalog.descendants(scan.table);
      if (!below.isEmpty()) {
        members.add(scan);
        below.forEach(table -> members.add(member(scan, table)));
      }
    }
    if (members.isEmpty()) {
      return scan;
    }
    return new Rels.Scan(
        scan.getCluster(),
        scan.table,
        scan.alias,
        scan.columns,
        List.copyOf(members),
        scan.getRowType());
  }

  /** The partitions that keep a table's rows, in the order of their bounds. */
  private static List<Table> leaves(Analysis analysis, Table table) {
    Partitions partitions = analysis.catalog.partitions(table);
    List<Table> leaves = new ArrayList<>();
    if (partitions == null) {
      leaves.add(table);
    } else {
      for (Partitions.Part part : partitions.parts()) {
        analysis
            .catalog
            .table(part.oid())
            .ifPresent(below -> leaves.addAll(leaves(analysis, below)));
      }
    }
    return leaves;
  }

  /** A scan of a table below with the fields of the one above. */
  public static Rels.Scan member(Rels.Scan scan, Table table) {
    List<Integer> columns = new ArrayList<>();
    for (int number : scan.columns) {
      columns.add(number > 0 ? sameColumn(scan.table.column(number), table) : number);
    }
    return new Rels.Scan(
        scan.getCluster(), table, scan.alias, List.copyOf(columns), scan.getRowType());
  }

  private static int sameColumn(Column column, Table table) {
    return table
        .column(column.name())
        .map(Column::number)
        .orElseThrow(() ->
            new IllegalStateException("no column " + column.name() + " in child " + table.name()));
  }
}
