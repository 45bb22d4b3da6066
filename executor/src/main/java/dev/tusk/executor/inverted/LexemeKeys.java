package dev.tusk.executor.inverted;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.inverted.InvertedQuery.Everything;
import dev.tusk.executor.inverted.InvertedQuery.Has;
import dev.tusk.executor.inverted.InvertedQuery.HasPrefix;
import dev.tusk.executor.inverted.InvertedQuery.Nothing;
import dev.tusk.sql.textsearch.Lexeme;
import dev.tusk.sql.textsearch.QueryNode;
import dev.tusk.sql.textsearch.TextQuery;
import dev.tusk.sql.textsearch.TextVector;
import dev.tusk.sql.type.KeyWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code tsvector_ops}: the lexemes of documents. Where they stand, and with which weights, is
 * asked of the rows.
 *
 * <pre>
 *  key := text
 * </pre>
 */
final class LexemeKeys implements KeyClass {
  @Override
  public List<byte[]> keys(Object value) {
    return ((TextVector) value).lexemes().stream().map(Lexeme::word).map(LexemeKeys::key).toList();
  }

  private static byte[] key(String word) {
    KeyWriter out = new KeyWriter();
    out.putText(word);
    return out.toBytes();
  }

  @Override
  public InvertedQuery query(String operator, Object sought, FunctionContext context) {
    QueryNode root = ((TextQuery) sought).root();
    return root == null ? new Nothing() : query(root);
  }

  private static InvertedQuery query(QueryNode node) {
    return switch (node) {
      case QueryNode.Word word ->
          word.prefix()
              ? new HasPrefix(word.text().getBytes(StandardCharsets.UTF_8))
              : new Has(key(word.text()));
      case QueryNode.Not _ -> new Everything();
      case QueryNode.And(var left, var right) ->
          InvertedQuery.all(List.of(query(left), query(right)));
      case QueryNode.Or(var left, var right) ->
          InvertedQuery.any(List.of(query(left), query(right)));
      case QueryNode.Phrase(var left, var right, _) ->
          InvertedQuery.all(List.of(query(left), query(right)));
    };
  }
}
