package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.PartitionView;
import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.catalog.PartitionBound;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.Partitioning;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions over tables and indexes that are divided (partitionfuncs.c, ruleutils.c). */
final class PartitionFunctions {
  private static final List<Type> TREE_TYPES =
      List.of(Types.REGCLASS, Types.REGCLASS, Types.BOOL, Types.INT4);
  private static final List<String> TREE_NAMES = List.of("relid", "parentrelid", "isleaf", "level");

  private PartitionFunctions() {}

  static void register(FunctionLibrary library) {
    library.one("pg_get_partkeydef(oid)", (a, context) -> key((Long) a, context));
    library.one(
        "pg_get_partition_constraintdef(oid)",
        (a, context) ->
            new PartitionConstraintText(context.session().view(), context.session().catalog())
                .of((Long) a));
    library.typed(
        "satisfies_hash_partition(oid,int4,int4,any)",
        (types, _) -> (FunctionBody.AnyArguments) (a, context) -> satisfies(a, types, context));
    library.set(
        "pg_partition_tree(regclass)",
        (a, context) -> tree(context.session().view().partitions(), (Long) one(a)).iterator());
    library.set(
        "pg_partition_ancestors(regclass)",
        (a, context) -> ancestors(context.session().view().partitions(), (Long) one(a)).iterator());
    library.one(
        "pg_partition_root(regclass)",
        (a, context) -> {
          List<@Nullable Object> all = ancestors(context.session().view().partitions(), (Long) a);
          return all.isEmpty() ? null : all.getLast();
        });
  }

  private static Object one(@Nullable Object[] arguments) {
    return java.util.Objects.requireNonNull(arguments[0]);
  }

  private static @Nullable String key(long oid, FunctionContext context) {
    CatalogView view = context.session().view();
    Table table = view.partitions().table(oid);
    PartitionKey key = view.partitions().of(oid).key();
    return table == null || key == null
        ? null
        : PartitionDefinitions.key(table, key, text -> view.pretty(text, table));
  }

  /** FOR VALUES … of a partition; null of what is none. */
  static @Nullable String bound(CatalogView view, Table table, FormatSettings format) {
    Partitioning partitioning = view.partitions().of(table.oid());
    PartitionBound bound = partitioning.bound();
    if (bound == null) {
      return null;
    }
    PartitionKey key = view.partitions().of(view.partitions().parent(table.oid())).key();
    return key == null ? null : PartitionDefinitions.bound(key, bound, format);
  }

  /** The text of a bound in the session's own format; null for another text. */
  static @Nullable String shownBound(String text, long relation, FunctionContext context) {
    if (!text.startsWith("FOR VALUES ") && !text.equals("DEFAULT")) {
      return null;
    }
    CatalogView view = context.session().view();
    Table table = view.partitions().table(relation);
    return table == null ? null : bound(view, table, context.format());
  }

  private static boolean isPart(PartitionView view, long oid) {
    Table table = view.table(oid);
    return table != null && (table.kind() == Table.Kind.PARTITIONED || view.parent(oid) != 0);
  }

  private static List<@Nullable Object> ancestors(PartitionView view, long oid) {
    List<@Nullable Object> all = new ArrayList<>();
    if (isPart(view, oid)) {
      for (long at = oid; at != 0; at = view.parent(at)) {
        all.add(at);
      }
    }
    return all;
  }

  private static List<@Nullable Object> tree(PartitionView view, long oid) {
    List<@Nullable Object> rows = new ArrayList<>();
    if (!isPart(view, oid)) {
      return rows;
    }
    List<Long> level = List.of(oid);
    for (int depth = 0; !level.isEmpty(); depth++) {
      List<Long> next = new ArrayList<>();
      for (long at : level) {
        Table table = view.table(at);
        long parent = view.parent(at);
        rows.add(
            new RecordValue(
                TREE_TYPES,
                TREE_NAMES,
                new @Nullable Object[] {
                  at,
                  parent == 0 ? null : (Object) parent,
                  table == null || table.kind() != Table.Kind.PARTITIONED,
                  depth
                }));
        next.addAll(view.children(at));
      }
      level = next;
    }
    return rows;
  }

  // satisfies_hash_partition.

  /** Whether values of a key leave a remainder (satisfies_hash_partition). */
  private static @Nullable Object satisfies(
      @Nullable Object[] a, List<Type> types, FunctionContext context) {
    if (!(a[0] instanceof Long oid)
        || !(a[1] instanceof Integer modulus)
        || !(a[2] instanceof Integer remainder)) {
      return null;
    }
    if (modulus <= 0) {
      throw invalid("modulus for hash partition must be an integer value greater than zero");
    }
    if (remainder < 0) {
      throw invalid(
          "remainder for hash partition must be an integer value greater than or equal to zero");
    }
    if (remainder >= modulus) {
      throw invalid("remainder for hash partition must be less than modulus");
    }
    PartitionView view = context.session().view().partitions();
    Table table = view.table(oid);
    if (table == null) {
      throw invalid("could not open relation with OID " + oid);
    }
    PartitionKey key = view.of(oid).key();
    if (key == null || key.strategy() != PartitionKey.Strategy.HASH) {
      throw invalid("\"" + table.name() + "\" is not a hash partitioned table");
    }
    @Nullable Object[] values = java.util.Arrays.copyOfRange(a, 3, a.length);
    if (values.length != key.keys().size()) {
      throw invalid(
          "number of partitioning columns ("
              + key.keys().size()
              + ") does not match number of partition keys provided ("
              + values.length
              + ")");
    }
    for (int i = 0; i < values.length; i++) {
      Type wanted = key.keys().get(i).type();
      if (types.get(i + 3) != wanted) {
        throw invalid(
            "column "
                + (i + 1)
                + " of the partition key has type "
                + wanted.displayName()
                + ", but supplied value is of type "
                + types.get(i + 3).displayName());
      }
    }
    return Long.remainderUnsigned(Partitions.hash(key, values), modulus) == remainder;
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}
