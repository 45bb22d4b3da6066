package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.pgcatalog.PartitionDefinitions;
import dev.tusk.sql.catalog.PartitionBound;
import dev.tusk.sql.catalog.PartitionBound.Edge;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.PartitionKey.Strategy;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.PartitionValues;
import dev.tusk.sql.statement.PartitionValues.Value;
import dev.tusk.sql.type.FormatSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * FOR VALUES as written, made into a bound that goes with those of the other partitions
 * (transformPartitionBound, check_new_partition_bound).
 */
final class PartitionBounds {
  private final CommandHost host;
  private final TableObject parent;
  private final PartitionKey key;

  PartitionBounds(CommandHost host, TableObject parent, PartitionKey key) {
    this.host = host;
    this.parent = parent;
    this.key = key;
  }

  /** The bound of a partition of that name, once it is known to be one. */
  PartitionBound of(String name, PartitionValues values) {
    PartitionBound bound = bound(values);
    check(name, values, bound);
    return bound;
  }

  /** Refuses a bound that does not go with those of the other partitions. */
  void check(String name, PartitionValues values, PartitionBound bound) {
    Partitions others = Objects.requireNonNull(host.changes().state().partitions(parent.oid()));
    if (bound instanceof PartitionBound.Hash hash) {
      checkModulus(hash, others);
    }
    Partitions.Conflict conflict = others.conflict(bound);
    if (conflict != null) {
      throw conflict(name, values, bound, conflict);
    }
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_TABLE_DEFINITION, message);
  }

  /** The bound by itself. */
  PartitionBound bound(PartitionValues values) {
    Strategy strategy = key.strategy();
    return switch (values) {
      case PartitionValues.Default _ when strategy == Strategy.HASH ->
          throw invalid("a hash-partitioned table may not have a default partition");
      case PartitionValues.Default _ -> new PartitionBound.Default();
      case PartitionValues.Hash hash when strategy == Strategy.HASH -> hash(hash);
      case PartitionValues.In in when strategy == Strategy.LIST -> list(in);
      case PartitionValues.Range range when strategy == Strategy.RANGE -> range(range);
      case PartitionValues.Hash _, PartitionValues.In _, PartitionValues.Range _ ->
          throw invalid(
                  "invalid bound specification for a "
                      + strategy.name().toLowerCase(Locale.ROOT)
                      + " partition")
              .at(values.position());
    };
  }

  private static PartitionBound hash(PartitionValues.Hash hash) {
    if (hash.modulus() <= 0) {
      throw invalid("modulus for hash partition must be an integer value greater than zero");
    }
    if (hash.remainder() >= hash.modulus()) {
      throw invalid("remainder for hash partition must be less than modulus");
    }
    return new PartitionBound.Hash(hash.modulus(), hash.remainder());
  }

  private PartitionBound list(PartitionValues.In in) {
    List<@Nullable String> texts = new ArrayList<>();
    for (Value value : in.values()) {
      String text = text(0, value);
      if (!texts.contains(text)) {
        texts.add(text);
      }
    }
    return new PartitionBound.In(texts);
  }

  private PartitionBound range(PartitionValues.Range range) {
    if (range.from().size() != key.keys().size()) {
      throw invalid("FROM must specify exactly one value per partitioning column");
    }
    if (range.to().size() != key.keys().size()) {
      throw invalid("TO must specify exactly one value per partitioning column");
    }
    return new PartitionBound.Range(edges(range.from()), edges(range.to()));
  }

  private List<Edge> edges(List<Value> values) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      if ("minvalue".equals(value.column())) {
        edges.add(new Edge.Minimum());
      } else if ("maxvalue".equals(value.column())) {
        edges.add(new Edge.Maximum());
      } else {
        String text = text(i, value);
        if (text == null) {
          throw SqlException.of(
              SqlState.INVALID_OBJECT_DEFINITION, "cannot specify NULL in range bound");
        }
        edges.add(new Edge.Value(text));
      }
    }
    for (int i = 1; i < edges.size(); i++) {
      Edge before = edges.get(i - 1);
      if (!(before instanceof Edge.Value) && before.getClass() != edges.get(i).getClass()) {
        String word = before instanceof Edge.Minimum ? "MINVALUE" : "MAXVALUE";
        throw SqlException.of(
                SqlState.DATATYPE_MISMATCH,
                "every bound following " + word + " must also be " + word)
            .at(values.get(i).position());
      }
    }
    return List.copyOf(edges);
  }

  private @Nullable String text(int at, Value value) {
    PartitionKey.Key part = key.keys().get(at);
    String expression = part.expressionText();
    String name = expression == null ? parent.table().column(part.column()).name() : expression;
    CatalogExpressions.Checked checked =
        host.expressions().partitionBound(name, part.type(), part.typmod(), value.expression());
    Object found = checked.evaluator().evaluate(new @Nullable Object[0], host.ruleExecution());
    return found == null ? null : part.type().toText(found, FormatSettings.DEFAULT);
  }

  private static void checkModulus(PartitionBound.Hash hash, Partitions others) {
    Partitions.Part odd = others.oddModulus(hash);
    if (odd != null && odd.bound() instanceof PartitionBound.Hash other) {
      boolean factor = other.modulus() % hash.modulus() != 0 && hash.modulus() <= other.modulus();
      throw SqlException.of(
              SqlState.INVALID_OBJECT_DEFINITION,
              "every hash partition modulus must be a factor of the next larger modulus")
          .withDetail(
              String.format(
                  Locale.ROOT,
                  "The new modulus %d is not %s %d, the modulus of existing partition \"%s\".",
                  hash.modulus(),
                  factor ? "a factor of" : "divisible by",
                  other.modulus(),
                  odd.name()));
    }
  }

  private SqlException conflict(
      String name, PartitionValues values, PartitionBound bound, Partitions.Conflict conflict) {
    Partitions.Part with = conflict.with();
    int position =
        switch (values) {
          case PartitionValues.Default d -> d.position();
          case PartitionValues.Hash h -> h.position();
          case PartitionValues.In in -> in.values().get(conflict.column()).position();
          case PartitionValues.Range range ->
              (conflict.upper() ? range.to() : range.from()).get(conflict.column()).position();
        };
    if (with == null && bound instanceof PartitionBound.Range range) {
      return SqlException.of(
              SqlState.INVALID_OBJECT_DEFINITION,
              "empty range bound specified for partition \"" + name + "\"")
          .withDetail(
              "Specified lower bound "
                  + PartitionDefinitions.edges(key, range.from(), host.format())
                  + " is greater than or equal to upper bound "
                  + PartitionDefinitions.edges(key, range.to(), host.format())
                  + ".")
          .at(position);
    }
    String other = with == null ? "" : with.name();
    return SqlException.of(
            SqlState.INVALID_OBJECT_DEFINITION,
            bound instanceof PartitionBound.Default
                ? "partition \""
                    + name
                    + "\" conflicts with existing default partition \""
                    + other
                    + "\""
                : "partition \"" + name + "\" would overlap partition \"" + other + "\"")
        .at(position);
  }
}
