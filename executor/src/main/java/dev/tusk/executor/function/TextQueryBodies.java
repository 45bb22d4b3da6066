package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.textsearch.QueryNode;
import dev.tusk.sql.textsearch.QueryParser;
import dev.tusk.sql.textsearch.QueryRewrite;
import dev.tusk.sql.textsearch.QueryText;
import dev.tusk.sql.textsearch.TextQuery;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of tsquery. */
final class TextQueryBodies {
  private TextQueryBodies() {}

  static void register(FunctionLibrary library) {
    library.two("tsquery_cmp(tsquery,tsquery)", (a, b, _) -> query(a).compareTo(query(b)));
    library.one("numnode(tsquery)", (a, _) -> query(a).size());
    library.one("querytree(tsquery)", (a, _) -> indexable(query(a)));
    library.two("tsquery_and(tsquery,tsquery)", (a, b, _) -> joined(a, b, QueryNode.And::new));
    library.two("tsquery_or(tsquery,tsquery)", (a, b, _) -> joined(a, b, QueryNode.Or::new));
    library.one("tsquery_not(tsquery)", (a, _) -> not(query(a)));
    library.any(
        "ts_rewrite(tsquery,tsquery,tsquery)",
        (a, _) -> {
          QueryRewrite rewrite = new QueryRewrite(query(Objects.requireNonNull(a[0])));
          rewrite.replace(query(Objects.requireNonNull(a[1])), query(Objects.requireNonNull(a[2])));
          return rewrite.result();
        });
    library.two("tsquery_phrase(tsquery,tsquery)", (a, b, _) -> phrase(a, b, 1));
    library.any(
        "tsquery_phrase(tsquery,tsquery,int4)",
        (a, _) ->
            phrase(
                Objects.requireNonNull(a[0]),
                Objects.requireNonNull(a[1]),
                (Integer) Objects.requireNonNull(a[2])));
    library.two(
        "tsq_mcontains(tsquery,tsquery)",
        (a, b, _) -> words(query(a)).containsAll(words(query(b))));
    library.two(
        "tsq_mcontained(tsquery,tsquery)",
        (a, b, _) -> words(query(b)).containsAll(words(query(a))));
  }

  private static TextQuery query(Object value) {
    return (TextQuery) value;
  }

  private static String indexable(TextQuery query) {
    QueryNode root = query.root();
    if (root == null) {
      return "";
    }
    QueryNode left = root.indexable();
    return left == null ? "T" : QueryText.write(new TextQuery(left));
  }

  private static TextQuery not(TextQuery query) {
    QueryNode root = query.root();
    return root == null ? query : new TextQuery(new QueryNode.Not(root));
  }

  /** Where one is empty, the other. */
  private static TextQuery joined(Object left, Object right, BinaryOperator<QueryNode> by) {
    QueryNode a = query(left).root();
    QueryNode b = query(right).root();
    return a == null ? query(right) : b == null ? query(left) : new TextQuery(by.apply(a, b));
  }

  private static TextQuery phrase(Object left, Object right, int distance) {
    if (distance < 0 || distance > QueryNode.MOST_DISTANCE) {
      throw QueryParser.distance();
    }
    return joined(left, right, (a, b) -> new QueryNode.Phrase(a, b, distance));
  }

  private static Set<String> words(TextQuery query) {
    Set<String> words = new HashSet<>();
    collect(query.root(), words);
    return words;
  }

  private static void collect(@Nullable QueryNode node, Set<String> into) {
    switch (node) {
      case null -> {}
      case QueryNode.Word word -> into.add(word.text());
      case QueryNode.Not(var operand) -> collect(operand, into);
      case QueryNode.And(var left, var right) -> {
        collect(left, into);
        collect(right, into);
      }
      case QueryNode.Or(var left, var right) -> {
        collect(left, into);
        collect(right, into);
      }
      case QueryNode.Phrase(var left, var right, _) -> {
        collect(left, into);
        collect(right, into);
      }
    }
  }
}
