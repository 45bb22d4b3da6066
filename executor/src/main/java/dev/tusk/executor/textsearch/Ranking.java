package dev.tusk.executor.textsearch;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.textsearch.Lexeme;
import dev.tusk.sql.textsearch.QueryNode;
import dev.tusk.sql.textsearch.TextQuery;
import dev.tusk.sql.textsearch.TextVector;
import dev.tusk.sql.type.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code ts_rank}: how often and how near each other a query's words are (tsrank.c). */
public final class Ranking {
  static final int BY_LOG_LENGTH = 1;
  static final int BY_LENGTH = 2;
  static final int BY_EXTENTS = 4;
  static final int BY_WORDS = 8;
  static final int BY_LOG_WORDS = 16;
  static final int BY_ITSELF = 32;

  /** Weights of D, C, B and A where none are given. */
  private static final float[] WEIGHTS = {0.1f, 0.2f, 0.4f, 1.0f};

  /** The sum of 1/n² over all n. */
  private static final double ALL_SQUARES = 1.64493406685;

  private static final int[] NOWHERE = {Lexeme.position(Lexeme.LAST_POSITION, 0)};
  private static final int[] SOMEWHERE = {0};

  private Ranking() {}

  /**
   * Weights of D, C, B and A.
   *
   * @throws SqlException 2202E, 22004 or 22023 for an array that is none of four
   */
  public static float[] weights(@Nullable ArrayValue array) {
    if (array == null) {
      return WEIGHTS;
    }
    if (array.dimensions() != 1) {
      throw SqlException.of(
          SqlState.ARRAY_SUBSCRIPT_ERROR, "array of weight must be one-dimensional");
    }
    if (array.size() < WEIGHTS.length) {
      throw SqlException.of(SqlState.ARRAY_SUBSCRIPT_ERROR, "array of weight is too short");
    }
    float[] weights = new float[WEIGHTS.length];
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) == null) {
        throw SqlException.of(
            SqlState.NULL_VALUE_NOT_ALLOWED, "array of weight must not contain nulls");
      }
    }
    for (int i = 0; i < weights.length; i++) {
      float given = (Float) java.util.Objects.requireNonNull(array.get(i));
      weights[i] = given >= 0 ? given : WEIGHTS[i];
      if (weights[i] > 1) {
        throw SqlException.of(SqlState.INVALID_PARAMETER_VALUE, "weight out of range");
      }
    }
    return weights;
  }

  /** The rank. */
  public static float rank(float[] weights, TextVector vector, TextQuery query, int method) {
    QueryNode root = query.root();
    if (root == null || vector.size() == 0) {
      return 0;
    }
    List<QueryNode.Word> words = words(root);
    boolean together = root instanceof QueryNode.And || root instanceof QueryNode.Phrase;
    float rank =
        together && words.size() > 1
            ? together(weights, vector, words)
            : apart(weights, vector, words);
    if (rank < 0) {
      rank = 1e-20f;
    }
    return (float) normalized(rank, vector, method);
  }

  private static double normalized(float rank, TextVector vector, int method) {
    float r = rank;
    int length = length(vector);
    if ((method & BY_LOG_LENGTH) != 0) {
      r /= (float) (Math.log(length + 1.0) / Math.log(2));
    }
    if ((method & BY_LENGTH) != 0 && length > 0) {
      r /= length;
    }
    if ((method & BY_WORDS) != 0) {
      r /= vector.size();
    }
    if ((method & BY_LOG_WORDS) != 0) {
      r /= (float) (Math.log(vector.size() + 1.0) / Math.log(2));
    }
    if ((method & BY_ITSELF) != 0) {
      r /= r + 1;
    }
    return r;
  }

  /** Positions of all lexemes; one for a lexeme whose are not kept. */
  static int length(TextVector vector) {
    int length = 0;
    for (Lexeme lexeme : vector.lexemes()) {
      length += Math.max(1, lexeme.positions().length);
    }
    return length;
  }

  /** The query's words in their order, each once. */
  private static List<QueryNode.Word> words(QueryNode root) {
    Map<String, QueryNode.Word> words = new TreeMap<>(Lexeme.ORDER);
    root.words().forEach(word -> words.putIfAbsent(word.text(), word));
    return new ArrayList<>(words.values());
  }

  private static float weight(float[] weights, int position) {
    return weights[Lexeme.weight(position)];
  }

  private static float distanceWeight(int distance) {
    return distance > 100
        ? 1e-30f
        : (float) (1.0 / (1.005 + 0.05 * Math.exp((float) distance / 1.5 - 2)));
  }

  private static float together(float[] weights, TextVector vector, List<QueryNode.Word> words) {
    float rank = -1;
    int[][] places = new int[words.size()][];
    for (int i = 0; i < places.length; i++) {
      for (Lexeme lexeme : VectorOccurrences.lexemes(vector, words.get(i))) {
        places[i] = lexeme.positions().length > 0 ? lexeme.positions() : NOWHERE;
        for (int k = 0; k < i; k++) {
          if (places[k] != null) {
            rank = near(weights, places[i], places[k], rank);
          }
        }
      }
    }
    return rank;
  }

  private static float near(float[] weights, int[] here, int[] there, float before) {
    float rank = before;
    boolean unknown = here == NOWHERE || there == NOWHERE;
    for (int a : here) {
      for (int b : there) {
        int distance = Math.abs(Lexeme.number(a) - Lexeme.number(b));
        if (distance == 0 && !unknown) {
          continue;
        }
        float at =
            (float)
                Math.sqrt(
                    weight(weights, a)
                        * weight(weights, b)
                        * distanceWeight(distance == 0 ? Lexeme.LAST_POSITION + 1 : distance));
        rank = rank < 0 ? at : (float) (1.0 - (1.0 - rank) * (1.0 - at));
      }
    }
    return rank;
  }

  private static float apart(float[] weights, TextVector vector, List<QueryNode.Word> words) {
    float rank = 0;
    for (QueryNode.Word word : words) {
      for (Lexeme lexeme : VectorOccurrences.lexemes(vector, word)) {
        int[] places = lexeme.positions().length > 0 ? lexeme.positions() : SOMEWHERE;
        float sum = 0;
        float most = -1;
        int mostAt = 0;
        for (int j = 0; j < places.length; j++) {
          float weight = weight(weights, places[j]);
          sum += weight / ((j + 1) * (j + 1));
          if (weight > most) {
            most = weight;
            mostAt = j;
          }
        }
        rank = (float) (rank + (most + sum - most / ((mostAt + 1) * (mostAt + 1))) / ALL_SQUARES);
      }
    }
    return words.isEmpty() ? rank : rank / words.size();
  }
}
