package dev.tusk.executor.session;

import dev.tusk.executor.informationschema.SystemTables;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FactTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The indexes that PostgreSQL has on its catalogs, for those that ask the catalogs which columns
 * identify a row of theirs. Nothing is looked for by them: catalogs are made when they are read.
 */
final class CatalogIndexes {
  /** Read when catalogs are first listed. */
  private static final class Known {
    static final List<Table> TABLES = indexed();
  }

  private CatalogIndexes() {}

  /** The system's relations, with their indexes. */
  static List<Table> tables() {
    return Known.TABLES;
  }

  private static List<Table> indexed() {
    Map<Long, List<String[]>> facts = new HashMap<>();
    for (String[] line : FactTable.read(CatalogIndexes.class, "catalog-indexes.tsv")) {
      facts.computeIfAbsent(Long.parseLong(line[2]), _ -> new ArrayList<>()).add(line);
    }
    List<Table> tables = new ArrayList<>();
    for (Table table : SystemTables.descriptors()) {
      List<Index> indexes = new ArrayList<>();
      for (String[] line : facts.getOrDefault(table.oid(), List.of())) {
        List<Index.Key> keys = keys(table, line);
        if (keys.size() == line[5].split(",").length) {
          indexes.add(
              new Index(
                  Long.parseLong(line[0]),
                  table.schema(),
                  line[1],
                  table.oid(),
                  "btree",
                  keys,
                  line[3].equals("t"),
                  line[4].equals("t"),
                  null,
                  Map.of(),
                  true));
        }
      }
      tables.add(indexes.isEmpty() ? table : table.withIndexes(List.copyOf(indexes)));
    }
    return List.copyOf(tables);
  }

  /** The keys over columns that are here. */
  private static List<Index.Key> keys(Table table, String[] line) {
    String[] names = line[5].split(",");
    String[] classes = line[6].split(",");
    List<Index.Key> keys = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      Column column = table.column(names[i]).orElse(null);
      if (column != null) {
        keys.add(new Index.Key(column.number(), null, column.type(), classes[i], false, false));
      }
    }
    return List.copyOf(keys);
  }
}
