package dev.tusk.executor.inverted;

import dev.tusk.executor.inverted.InvertedQuery.Everything;
import dev.tusk.executor.inverted.InvertedQuery.Has;
import dev.tusk.sql.type.JsonPathType;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.PathNode;
import dev.tusk.sql.type.PathNode.Accessor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a jsonpath asks of an index over documents (extract_jsp_query of jsonb_gin.c): equalities
 * with scalars and what must exist, joined as the path joins them. What says nothing about keys
 * asks for everything.
 */
final class PathQuery {
  private final boolean hashed;

  /**
   * @param hashed for {@code jsonb_path_ops}, whose keys are whole paths
   */
  PathQuery(boolean hashed) {
    this.hashed = hashed;
  }

  /**
   * Where a path has led: the keys on it, or their hash.
   *
   * @param followed false where hashes cannot go, as through {@code .*}
   */
  private record Way(List<String> keys, long hash, boolean followed, List<InvertedQuery> asked) {
    static final Way ROOT = new Way(List.of(), PathHash.START, true, List.of());

    Way key(String name) {
      List<String> longer = new ArrayList<>(keys);
      longer.add(name);
      return new Way(longer, PathHash.step(hash, name), followed, asked);
    }

    Way lost() {
      return new Way(keys, hash, false, asked);
    }

    Way asking(InvertedQuery query) {
      List<InvertedQuery> more = new ArrayList<>(asked);
      more.add(query);
      return new Way(keys, hash, followed, more);
    }
  }

  /**
   * The query for {@code document @? path} or {@code document @@ path}.
   *
   * @param predicate whether the path's truth is asked for, rather than whether it leads anywhere
   */
  InvertedQuery of(String path, boolean predicate) {
    PathNode root = JsonPathType.read(path).root();
    return predicate ? truth(root, Way.ROOT, false) : leads(root, Way.ROOT, null);
  }

  /** What must be there for a path to lead anywhere, or to a scalar. */
  private InvertedQuery leads(PathNode path, Way current, @Nullable Jsonb scalar) {
    Way way = way(path, current);
    if (way == null) {
      return new Everything();
    }
    List<InvertedQuery> all = new ArrayList<>(way.asked);
    if (!hashed) {
      way.keys.forEach(key -> all.add(new Has(JsonbKeys.text(JsonbKeys.KEY, key))));
      if (scalar instanceof Jsonb.JsonString) {
        all.add(
            InvertedQuery.any(
                List.of(
                    new Has(JsonbKeys.scalar(scalar, true)),
                    new Has(JsonbKeys.scalar(scalar, false)))));
      } else if (scalar != null) {
        all.add(new Has(JsonbKeys.scalar(scalar, false)));
      }
    } else if (scalar != null && way.followed) {
      all.add(new Has(JsonbPathKeys.key(way.hash, scalar)));
    }
    return InvertedQuery.all(all);
  }

  /** Where a path leads; null for one that begins elsewhere or computes. */
  private @Nullable Way way(PathNode path, Way current) {
    return switch (path) {
      case PathNode.Root _ -> Way.ROOT;
      case PathNode.Current _ -> new Way(current.keys, current.hash, current.followed, List.of());
      case PathNode.Step(var base, var accessor) -> {
        Way way = way(base, current);
        yield way == null ? null : step(way, accessor);
      }
      case PathNode.Last _, PathNode.Variable _, PathNode.Literal _ -> null;
      case PathNode.Arithmetic _, PathNode.Sign _ -> null;
      case PathNode.And _, PathNode.Or _, PathNode.Not _, PathNode.IsUnknown _ -> null;
      case PathNode.Exists _, PathNode.Compare _ -> null;
      case PathNode.StartsWith _, PathNode.LikeRegex _ -> null;
    };
  }

  private @Nullable Way step(Way way, Accessor accessor) {
    return switch (accessor) {
      case Accessor.Key(var name) -> way.key(name);
      case Accessor.AnyElement _, Accessor.Subscripts _ -> way;
      case Accessor.AnyKey _, Accessor.Descendants _ -> way.lost();
      case Accessor.Filter(var predicate) -> way.asking(truth(predicate, way, false));
      case Accessor.Method _, Accessor.Datetime _ -> null;
    };
  }

  /** What must be there for a predicate to be true, or false where {@code not} says so. */
  private InvertedQuery truth(PathNode node, Way current, boolean not) {
    return switch (node) {
      case PathNode.And(var left, var right) -> both(left, right, current, not, !not);
      case PathNode.Or(var left, var right) -> both(left, right, current, not, not);
      case PathNode.Not(var operand) -> truth(operand, current, !not);
      case PathNode.Exists(var path) -> not ? new Everything() : leads(path, current, null);
      case PathNode.Compare(var operator, var left, var right)
          when operator.equals("==") && !not -> {
        if (left instanceof PathNode.Literal(var value) && value.isScalar()) {
          yield leads(right, current, value);
        }
        yield right instanceof PathNode.Literal(var value) && value.isScalar()
            ? leads(left, current, value)
            : new Everything();
      }
      case PathNode.Compare _, PathNode.IsUnknown _ -> new Everything();
      case PathNode.StartsWith _, PathNode.LikeRegex _ -> new Everything();
      case PathNode.Root _, PathNode.Current _, PathNode.Last _ -> new Everything();
      case PathNode.Variable _, PathNode.Literal _, PathNode.Step _ -> new Everything();
      case PathNode.Arithmetic _, PathNode.Sign _ -> new Everything();
    };
  }

  private InvertedQuery both(
      PathNode left, PathNode right, Way current, boolean not, boolean conjunction) {
    List<InvertedQuery> parts = List.of(truth(left, current, not), truth(right, current, not));
    return conjunction ? InvertedQuery.all(parts) : InvertedQuery.any(parts);
  }
}
