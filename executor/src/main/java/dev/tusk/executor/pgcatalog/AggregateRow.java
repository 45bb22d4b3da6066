package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.function.FactTable;
import dev.tusk.sql.function.FunctionSignature;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of pg_aggregate: what PostgreSQL 15 builds the aggregate of ({@code aggregates.tsv}). Tusk
 * computes aggregates its own way; tools read here which are ordered-set ones, how many arguments
 * are direct, and which operator a MIN or MAX goes by.
 */
record AggregateRow(String[] fields) {
  /** Read when pg_aggregate is first looked at. */
  private static final class Known {
    static final Map<Integer, AggregateRow> BY_OID =
        FactTable.read(AggregateRow.class, "aggregates.tsv").stream()
            .collect(
                Collectors.toUnmodifiableMap(line -> Integer.parseInt(line[0]), AggregateRow::new));
  }

  static List<AggregateRow> all(CatalogView view) {
    return FunctionRow.all(view).stream()
        .map(FunctionRow::function)
        .filter(function -> function.kind() == FunctionSignature.Kind.AGGREGATE)
        .map(AggregateRow::of)
        .toList();
  }

  private static AggregateRow of(FunctionSignature function) {
    AggregateRow known = Known.BY_OID.get(function.oid());
    return known == null ? ofExtension(function) : known;
  }

  /** Of an extension's aggregate it is only known that it is a normal one, and its result. */
  private static AggregateRow ofExtension(FunctionSignature function) {
    String type = Integer.toString(function.result().oid());
    return new AggregateRow(
        new String[] {
          Integer.toString(function.oid()),
          "n",
          "0",
          "0",
          "0",
          "0",
          "0",
          "0",
          "0",
          "0",
          "0",
          "f",
          "f",
          "r",
          "r",
          "0",
          type,
          "0",
          "0",
          "0",
          "-",
          "-"
        });
  }

  String text(int field) {
    return fields[field];
  }

  @Nullable String textOrNull(int field) {
    return fields[field].equals("-") ? null : fields[field];
  }

  long oid(int field) {
    return Long.parseLong(fields[field]);
  }

  int number(int field) {
    return Integer.parseInt(fields[field]);
  }

  boolean flag(int field) {
    return fields[field].equals("t");
  }
}
