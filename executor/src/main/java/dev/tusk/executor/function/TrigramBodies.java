package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.trigram.SimilarityLimit;
import dev.tusk.executor.trigram.Trigrams;
import dev.tusk.executor.trigram.WordSimilarity;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;

/** Functions and operators of the extension pg_trgm. */
final class TrigramBodies {
  private TrigramBodies() {}

  static void register(FunctionLibrary library) {
    library.one(
        "show_trgm(text)",
        (a, _) -> ArrayValue.of(Types.TEXT, (Object[]) Trigrams.shown((String) a)));
    library.none("show_limit()", context -> (float) SimilarityLimit.TEXT.of(context));
    library.one("set_limit(float4)", TrigramBodies::setLimit);
    library.two("similarity(text,text)", (a, b, _) -> similarity(a, b));
    library.two("similarity_dist(text,text)", (a, b, _) -> distance(similarity(a, b)));
    library.two(
        "similarity_op(text,text)",
        (a, b, context) -> similarity(a, b) >= SimilarityLimit.TEXT.of(context));
    parts(library, "word_similarity", false, SimilarityLimit.PART);
    parts(library, "strict_word_similarity", true, SimilarityLimit.WORDS);
  }

  private static void parts(
      FunctionLibrary library, String name, boolean wholeWords, SimilarityLimit limit) {
    library.two(name + "(text,text)", (a, b, _) -> part(a, b, wholeWords));
    library.two(
        name + "_op(text,text)", (a, b, context) -> reaches(a, b, wholeWords, limit, context));
    library.two(
        name + "_commutator_op(text,text)",
        (a, b, context) -> reaches(b, a, wholeWords, limit, context));
    library.two(name + "_dist_op(text,text)", (a, b, _) -> distance(part(a, b, wholeWords)));
    library.two(
        name + "_dist_commutator_op(text,text)", (a, b, _) -> distance(part(b, a, wholeWords)));
  }

  private static Float setLimit(Object limit, FunctionContext context) {
    String setting = SimilarityLimit.TEXT.setting();
    context.session().setSetting(setting, Types.FLOAT4.toText(limit, context.format()), false);
    return (Float) limit;
  }

  private static float similarity(Object a, Object b) {
    return Trigrams.similarity((String) a, (String) b);
  }

  private static float part(Object pattern, Object text, boolean wholeWords) {
    return WordSimilarity.of((String) pattern, (String) text, wholeWords);
  }

  private static boolean reaches(
      Object pattern,
      Object text,
      boolean wholeWords,
      SimilarityLimit limit,
      FunctionContext context) {
    return WordSimilarity.reaches((String) pattern, (String) text, wholeWords, limit.of(context));
  }

  private static float distance(float similarity) {
    return (float) (1.0 - similarity);
  }
}
