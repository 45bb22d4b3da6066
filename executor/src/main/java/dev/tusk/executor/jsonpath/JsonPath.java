package dev.tusk.executor.jsonpath;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.JsonPathType;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.PathNode;
import dev.tusk.sql.type.Zone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A jsonpath, read once and evaluated over many documents. Immutable. */
public final class JsonPath {
  private final PathNode root;
  private final boolean lax;
  private final Regexes regexes = new Regexes();

  private JsonPath(PathNode root, boolean lax) {
    this.root = root;
    this.lax = lax;
  }

  /**
   * @throws SqlException 42601 in PostgreSQL's words
   */
  public static JsonPath parse(String text) {
    JsonPathType.Path path = JsonPathType.read(text);
    return new JsonPath(path.root(), path.lax());
  }

  /**
   * What an evaluation asks of what is around it.
   *
   * @param check called now and then; may throw
   * @param zone of the session, where times with and without a zone are compared; null when they
   *     are not
   */
  public record Run(Runnable check, @Nullable Zone zone) {}

  /**
   * The items the path leads to.
   *
   * @param variables an object whose members are the path's variables
   * @param silent whether structural errors end the search quietly, keeping what was found
   * @param run what it may ask while it runs
   */
  public List<Jsonb> query(Jsonb document, Jsonb variables, boolean silent, Run run) {
    List<Jsonb> found = new ArrayList<>();
    try {
      new PathEvaluator(document, variables, lax, regexes, run.check(), run.zone())
          .items(root, document, found::add);
    } catch (SqlException e) {
      if (!silent || !PathEvaluator.isSuppressible(e)) {
        throw e;
      }
    }
    found.replaceAll(item -> item instanceof Jsonb.JsonDatetime read ? read.string() : item);
    return found;
  }

  /** Whether it leads anywhere; null when that cannot be said for an error kept silent. */
  public @Nullable Boolean exists(Jsonb document, Jsonb variables, boolean silent, Run run) {
    try {
      PathEvaluator evaluator =
          new PathEvaluator(document, variables, lax, regexes, run.check(), run.zone());
      return evaluator.exists(root, document);
    } catch (SqlException e) {
      if (silent && PathEvaluator.isSuppressible(e)) {
        return null;
      }
      throw e;
    }
  }

  /** The truth of a path that is a predicate; null for unknown. */
  public @Nullable Boolean matches(Jsonb document, Jsonb variables, boolean silent, Run run) {
    List<Jsonb> found = query(document, variables, silent, run);
    if (found.size() == 1) {
      if (found.getFirst() instanceof Jsonb.JsonBool(var value)) {
        return value;
      }
      if (found.getFirst() instanceof Jsonb.JsonNull) {
        return null;
      }
    }
    if (silent) {
      return null;
    }
    throw SqlException.of(
        SqlState.SINGLETON_SQL_JSON_ITEM_REQUIRED, "single boolean result is expected");
  }
}
