package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.search.FilterMemory;
import dev.tusk.executor.vector.ColumnCodes;
import dev.tusk.executor.vector.VectorIndexes;
import dev.tusk.storage.StorageEngine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What an engine keeps in memory of its tables: layouts and readers, made at first use and replaced
 * when the table's descriptor changes.
 */
public final class TableStore {
  private final StorageEngine storage;
  private final VectorIndexes vectorIndexes;
  private final FilterMemory filters = new FilterMemory();
  private final ExclusionClaims exclusions = new ExclusionClaims();
  private final ColumnCodes columnCodes = new ColumnCodes();
  private final Map<Long, Cached> cache = new ConcurrentHashMap<>();

  private static final class Cached {
    final TableLayout layout;
    final Map<List<Integer>, RowReader> readers = new ConcurrentHashMap<>();
    volatile @Nullable TableRules rules;
    volatile @Nullable TableTriggers triggers;
    volatile @Nullable PartitionKeyRule partitionKey;

    Cached(TableLayout layout) {
      this.layout = layout;
    }
  }

  public TableStore(StorageEngine storage, VectorIndexes vectorIndexes) {
    this.storage = storage;
    this.vectorIndexes = vectorIndexes;
  }

  ExclusionClaims exclusions() {
    return exclusions;
  }

  public StorageEngine storage() {
    return storage;
  }

  public VectorIndexes vectorIndexes() {
    return vectorIndexes;
  }

  FilterMemory filters() {
    return filters;
  }

  ColumnCodes columnCodes() {
    return columnCodes;
  }

  private Cached cached(TableObject object) {
    Cached known = cache.get(object.oid());
    if (known != null && known.layout.object() == object) {
      return known;
    }
    Cached made = new Cached(new TableLayout(object));
    cache.put(object.oid(), made);
    if (known != null) {
      filters.forget(known.layout);
    }
    return made;
  }

  public TableLayout layout(TableObject object) {
    return cached(object).layout;
  }

  RowReader reader(TableObject object, List<Integer> columns) {
    Cached cached = cached(object);
    RowReader reader = cached.readers.get(columns);
    if (reader == null) {
      reader =
          new RowReader(
              cached.layout, columns, number -> storage.vectorColumn(object.relationId(), number));
      cached.readers.put(List.copyOf(columns), reader);
    }
    return reader;
  }

  TableRules rules(TableObject object, RuleCompiler compiler) {
    Cached cached = cached(object);
    TableRules rules = cached.rules;
    if (rules == null) {
      rules = new TableRules(cached.layout, compiler);
      cached.rules = rules;
    }
    return rules;
  }

  /** The key of a table that is divided. */
  PartitionKeyRule partitionKey(TableObject object, RuleCompiler compiler) {
    Cached cached = cached(object);
    PartitionKeyRule rule = cached.partitionKey;
    if (rule == null) {
      rule = new PartitionKeyRule(cached.layout, PartitionRouter.key(object), compiler);
      cached.partitionKey = rule;
    }
    return rule;
  }

  /** The triggers of a table, of which there are some. */
  TableTriggers triggers(TableObject object, List<TriggerObject> triggers, RuleCompiler compiler) {
    Cached cached = cached(object);
    TableTriggers known = cached.triggers;
    if (known == null || !known.of(triggers)) {
      known = new TableTriggers(object.table(), triggers, compiler);
      cached.triggers = known;
    }
    return known;
  }

  /** Forgets a table that is gone. */
  public void forget(long tableOid) {
    Cached known = cache.remove(tableOid);
    if (known != null) {
      columnCodes.forget(known.layout.relationId());
      filters.forget(known.layout);
    }
  }
}
