package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.function.AggregateParts;
import dev.tusk.sql.function.FactTable;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Routine;
import java.util.ArrayList;
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
    Routine routine = function.routine();
    AggregateParts parts = routine == null ? null : routine.aggregate();
    if (parts != null) {
      return ofUser(function, parts);
    }
    AggregateRow known = Known.BY_OID.get(function.oid());
    return known == null ? ofExtension(function) : known;
  }

  private static AggregateRow ofUser(FunctionSignature function, AggregateParts parts) {
    AggregateParts.State step = parts.state();
    AggregateParts.State moving = parts.moving();
    List<String> fields = new ArrayList<>();
    fields.add(Integer.toString(function.oid()));
    fields.add(String.valueOf(parts.kind()));
    fields.add(Integer.toString(parts.directArguments()));
    fields.add(number(step.transition()));
    fields.add(number(step.finish()));
    fields.add(number(parts.combine()));
    fields.add(number(parts.serialize()));
    fields.add(number(parts.deserialize()));
    fields.add(number(moving == null ? null : moving.transition()));
    fields.add(number(parts.inverse()));
    fields.add(number(moving == null ? null : moving.finish()));
    fields.add(step.extra() ? "t" : "f");
    fields.add(moving != null && moving.extra() ? "t" : "f");
    fields.add(String.valueOf(step.modify()));
    fields.add(String.valueOf(moving == null ? 'r' : moving.modify()));
    fields.add(Integer.toString(parts.sortOperator()));
    fields.add(Integer.toString(step.type().oid()));
    fields.add(Integer.toString(step.space()));
    fields.add(Integer.toString(moving == null ? 0 : moving.type().oid()));
    fields.add(Integer.toString(moving == null ? 0 : moving.space()));
    fields.add(step.initial() == null ? "-" : step.initial());
    fields.add(moving == null || moving.initial() == null ? "-" : moving.initial());
    return new AggregateRow(fields.toArray(String[]::new));
  }

  private static String number(@Nullable FunctionSignature function) {
    return function == null ? "0" : Integer.toString(function.oid());
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
