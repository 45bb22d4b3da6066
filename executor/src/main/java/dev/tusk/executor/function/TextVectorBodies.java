package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.textsearch.CoverRanking;
import dev.tusk.executor.textsearch.Ranking;
import dev.tusk.executor.textsearch.VectorOccurrences;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.textsearch.Lexeme;
import dev.tusk.sql.textsearch.TextQuery;
import dev.tusk.sql.textsearch.TextVector;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Functions of tsvector. */
final class TextVectorBodies {
  private static final List<Type> LEXEME_TYPES =
      List.of(Types.TEXT, Types.array(Types.INT2), Types.array(Types.TEXT));
  private static final List<String> LEXEME_NAMES = List.of("lexeme", "positions", "weights");

  private TextVectorBodies() {}

  static void register(FunctionLibrary library) {
    library.two("tsvector_cmp(tsvector,tsvector)", (a, b, _) -> vector(a).compareTo(vector(b)));
    library.one("length(tsvector)", (a, _) -> vector(a).size());
    library.one("strip(tsvector)", (a, _) -> strip(vector(a)));
    library.two("tsvector_concat(tsvector,tsvector)", (a, b, _) -> concat(vector(a), vector(b)));
    library.two("setweight(tsvector,char)", (a, b, _) -> weighted(vector(a), weight(b), _ -> true));
    library.any("setweight(tsvector,char,_text)", (a, _) -> weighted(a));
    library.two("ts_delete(tsvector,text)", (a, b, _) -> without(vector(a), Set.of((String) b)));
    library.two(
        "ts_delete(tsvector,_text)",
        (a, b, _) -> without(vector(a), new HashSet<>(((ArrayValue) b).elements())));
    library.two("ts_filter(tsvector,_char)", (a, b, _) -> filtered(vector(a), (ArrayValue) b));
    library.one("array_to_tsvector(_text)", (a, _) -> ofArray((ArrayValue) a));
    library.one(
        "tsvector_to_array(tsvector)",
        (a, _) ->
            ArrayValue.of(Types.TEXT, vector(a).lexemes().stream().map(Lexeme::word).toArray()));
    library.set("unnest(tsvector)", (a, _) -> unnest(vector(Objects.requireNonNull(a[0]))));
    matches(library);
    ranks(library);
  }

  private static TextVector vector(Object value) {
    return (TextVector) value;
  }

  private static TextQuery query(Object value) {
    return (TextQuery) value;
  }

  private static void matches(FunctionLibrary library) {
    library.two(
        "ts_match_vq(tsvector,tsquery)",
        (a, b, _) -> VectorOccurrences.matches(vector(a), query(b)));
    library.two(
        "ts_match_qv(tsquery,tsvector)",
        (a, b, _) -> VectorOccurrences.matches(vector(b), query(a)));
  }

  private static void ranks(FunctionLibrary library) {
    for (String name : List.of("ts_rank", "ts_rank_cd")) {
      boolean cover = name.equals("ts_rank_cd");
      library.two(
          name + "(tsvector,tsquery)", (a, b, context) -> rank(cover, null, a, b, 0, context));
      library.any(
          name + "(tsvector,tsquery,int4)",
          (a, context) -> rank(cover, null, at(a, 0), at(a, 1), (Integer) at(a, 2), context));
      library.any(
          name + "(_float4,tsvector,tsquery)",
          (a, context) -> rank(cover, at(a, 0), at(a, 1), at(a, 2), 0, context));
      library.any(
          name + "(_float4,tsvector,tsquery,int4)",
          (a, context) -> rank(cover, at(a, 0), at(a, 1), at(a, 2), (Integer) at(a, 3), context));
    }
  }

  private static Object at(@Nullable Object[] arguments, int index) {
    return Objects.requireNonNull(arguments[index]);
  }

  private static Object rank(
      boolean cover,
      @Nullable Object weights,
      Object vector,
      Object query,
      int method,
      FunctionContext context) {
    float[] w = Ranking.weights((ArrayValue) weights);
    return cover
        ? CoverRanking.rank(w, vector(vector), query(query), method, context)
        : Ranking.rank(w, vector(vector), query(query), method);
  }

  private static TextVector strip(TextVector vector) {
    return TextVector.ofSorted(
        vector.lexemes().stream().map(lexeme -> Lexeme.nowhere(lexeme.word())).toList());
  }

  /** Positions of the second come behind the last of the first. */
  private static TextVector concat(TextVector a, TextVector b) {
    int last = 0;
    for (Lexeme lexeme : a.lexemes()) {
      for (int position : lexeme.positions()) {
        last = Math.max(last, Lexeme.number(position));
      }
    }
    List<Lexeme> all = new ArrayList<>(a.lexemes());
    for (Lexeme lexeme : b.lexemes()) {
      int[] moved = lexeme.positions().clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] = Lexeme.position(Lexeme.number(moved[i]) + last, Lexeme.weight(moved[i]));
      }
      all.add(new Lexeme(lexeme.word(), moved));
    }
    return TextVector.of(all);
  }

  private static int weight(Object letter) {
    int weight = letter.toString().isEmpty() ? -1 : Lexeme.weightOf(letter.toString().charAt(0));
    if (weight < 0) {
      throw SqlException.of(SqlState.INTERNAL_ERROR, "unrecognized weight: " + letter);
    }
    return weight;
  }

  private static TextVector weighted(@Nullable Object[] a) {
    Set<Object> words = new HashSet<>(((ArrayValue) at(a, 2)).elements());
    return weighted(vector(at(a, 0)), weight(at(a, 1)), words::contains);
  }

  private static TextVector weighted(TextVector vector, int weight, Predicate<String> which) {
    List<Lexeme> lexemes = new ArrayList<>(vector.size());
    for (Lexeme lexeme : vector.lexemes()) {
      if (!which.test(lexeme.word())) {
        lexemes.add(lexeme);
        continue;
      }
      int[] positions = lexeme.positions().clone();
      for (int i = 0; i < positions.length; i++) {
        positions[i] = Lexeme.position(Lexeme.number(positions[i]), weight);
      }
      lexemes.add(new Lexeme(lexeme.word(), positions));
    }
    return TextVector.ofSorted(lexemes);
  }

  private static TextVector without(TextVector vector, Set<?> words) {
    return TextVector.ofSorted(
        vector.lexemes().stream().filter(lexeme -> !words.contains(lexeme.word())).toList());
  }

  private static TextVector filtered(TextVector vector, ArrayValue weights) {
    int kept = 0;
    for (Object letter : weights.elements()) {
      if (letter == null) {
        throw SqlException.of(
            SqlState.NULL_VALUE_NOT_ALLOWED, "weight array may not contain nulls");
      }
      String text = letter.toString();
      int weight = text.isEmpty() ? -1 : Lexeme.weightOf(text.charAt(0));
      if (weight < 0) {
        throw SqlException.of(
            SqlState.INVALID_PARAMETER_VALUE, "unrecognized weight: \"" + text + "\"");
      }
      kept |= 1 << weight;
    }
    int mask = kept;
    List<Lexeme> lexemes = new ArrayList<>();
    for (Lexeme lexeme : vector.lexemes()) {
      int[] positions =
          Arrays.stream(lexeme.positions())
              .filter(p -> (mask & 1 << Lexeme.weight(p)) != 0)
              .toArray();
      if (positions.length > 0) {
        lexemes.add(new Lexeme(lexeme.word(), positions));
      }
    }
    return TextVector.ofSorted(lexemes);
  }

  private static TextVector ofArray(ArrayValue words) {
    List<Lexeme> lexemes = new ArrayList<>();
    for (Object word : words.elements()) {
      if (word == null) {
        throw SqlException.of(
            SqlState.NULL_VALUE_NOT_ALLOWED, "lexeme array may not contain nulls");
      }
      if (((String) word).isEmpty()) {
        throw SqlException.of(
            SqlState.ZERO_LENGTH_CHARACTER_STRING, "lexeme array may not contain empty strings");
      }
      lexemes.add(Lexeme.nowhere((String) word));
    }
    return TextVector.of(lexemes);
  }

  private static Iterator<@Nullable Object> unnest(TextVector vector) {
    return vector.lexemes().stream().<@Nullable Object>map(TextVectorBodies::row).iterator();
  }

  private static RecordValue row(Lexeme lexeme) {
    Object[] numbers = new Object[lexeme.positions().length];
    Object[] weights = new Object[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      int position = lexeme.positions()[i];
      numbers[i] = (short) Lexeme.number(position);
      weights[i] = "DCBA".substring(Lexeme.weight(position), Lexeme.weight(position) + 1);
    }
    boolean kept = numbers.length > 0;
    return new RecordValue(
        LEXEME_TYPES,
        LEXEME_NAMES,
        new @Nullable Object[] {
          lexeme.word(),
          kept ? ArrayValue.of(Types.INT2, numbers) : null,
          kept ? ArrayValue.of(Types.TEXT, weights) : null
        });
  }
}
