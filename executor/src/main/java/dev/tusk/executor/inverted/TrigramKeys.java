package dev.tusk.executor.inverted;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.inverted.InvertedQuery.AtLeast;
import dev.tusk.executor.inverted.InvertedQuery.Everything;
import dev.tusk.executor.inverted.InvertedQuery.Has;
import dev.tusk.executor.inverted.InvertedQuery.Nothing;
import dev.tusk.executor.regex.RegexOptions;
import dev.tusk.executor.regex.Required;
import dev.tusk.executor.trigram.IndexTrigrams;
import dev.tusk.executor.trigram.SimilarityLimit;
import java.util.Arrays;
import java.util.List;

/**
 * {@code gin_trgm_ops} and {@code gist_trgm_ops}: the trigrams of texts.
 *
 * <pre>
 *  key := three bytes
 * </pre>
 */
final class TrigramKeys implements KeyClass {
  @Override
  public List<byte[]> keys(Object value) {
    return IndexTrigrams.keys(IndexTrigrams.of((String) value));
  }

  @Override
  public InvertedQuery query(String operator, Object sought, FunctionContext context) {
    String text = (String) sought;
    return switch (operator) {
      case "~~", "~~*" -> all(IndexTrigrams.ofLike(text));
      case "~" -> required(Required.of(text, RegexOptions.NONE));
      case "~*" -> required(Required.of(text, RegexOptions.IGNORE_CASE));
      case "=" -> all(IndexTrigrams.of(text));
      case "%" -> alike(text, SimilarityLimit.TEXT, context);
      case "%>" -> alike(text, SimilarityLimit.PART, context);
      case "%>>" -> alike(text, SimilarityLimit.WORDS, context);
      default -> throw new IllegalStateException("operator " + operator);
    };
  }

  private static InvertedQuery all(int[] trigrams) {
    return InvertedQuery.all(
        Arrays.stream(trigrams).mapToObj(t -> new Has(IndexTrigrams.key(t))).toList());
  }

  private static InvertedQuery required(Required required) {
    return switch (required) {
      case Required.Run(var text, var first, var last) ->
          all(IndexTrigrams.ofPiece(text, first, last));
      case Required.All(var parts) ->
          InvertedQuery.all(parts.stream().map(TrigramKeys::required).toList());
      case Required.Any(var parts) ->
          InvertedQuery.any(parts.stream().map(TrigramKeys::required).toList());
    };
  }

  private static InvertedQuery alike(String text, SimilarityLimit limit, FunctionContext context) {
    IndexTrigrams.Alike alike = IndexTrigrams.alike(text, limit.of(context));
    if (alike.atLeast() <= 0) {
      return new Everything();
    }
    if (alike.atLeast() > alike.trigrams().length) {
      return new Nothing();
    }
    return new AtLeast(alike.atLeast(), IndexTrigrams.keys(alike.trigrams()));
  }
}
