package dev.tusk.executor.textsearch;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.sql.textsearch.Lexeme;
import dev.tusk.sql.textsearch.QueryNode;
import dev.tusk.sql.textsearch.TextQuery;
import dev.tusk.sql.textsearch.TextVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ts_rank_cd}: by the shortest stretches of the document for which the query holds (Clarke,
 * Cormack, Tudhope, "Relevance ranking for one to three term queries"; tsrank.c).
 */
public final class CoverRanking {
  private static final int COVERS_PER_CHECK = 64;

  private final TextVector vector;
  private final QueryNode root;
  private final List<Hit> hits;
  private final Seen seen = new Seen();
  private int next;

  /** The stretch found last. */
  private int begin;

  private int end;

  /** A place of one lexeme, and which words of the query it stands for. */
  private record Hit(int position, int lexeme, List<QueryNode.Word> words) {}

  /** The words met while a stretch is looked for. */
  private static final class Seen implements Occurrences {
    final Map<QueryNode.Word, int[]> places = new IdentityHashMap<>();
    boolean backward;

    void clear(boolean toBackward) {
      places.clear();
      backward = toBackward;
    }

    void add(Hit hit) {
      int number = Lexeme.number(hit.position);
      for (QueryNode.Word word : hit.words) {
        int[] known = places.get(word);
        if (known == null) {
          places.put(word, new int[] {number});
        } else if (known[backward ? 0 : known.length - 1] != number) {
          int[] more = new int[known.length + 1];
          System.arraycopy(known, 0, more, backward ? 1 : 0, known.length);
          more[backward ? 0 : known.length] = number;
          places.put(word, more);
        }
      }
    }

    @Override
    public Answer has(QueryNode.Word word) {
      return places.containsKey(word) ? Answer.YES : Answer.NO;
    }

    @Override
    public int @Nullable [] places(QueryNode.Word word) {
      return places.get(word);
    }
  }

  private CoverRanking(TextVector vector, QueryNode root) {
    this.vector = vector;
    this.root = root;
    this.hits = hits(vector, root);
  }

  /** The rank. */
  public static float rank(
      float[] weights, TextVector vector, TextQuery query, int method, FunctionContext context) {
    QueryNode root = query.root();
    return root == null ? 0 : new CoverRanking(vector, root).rank(weights, method, context);
  }

  private float rank(float[] weights, int method, FunctionContext context) {
    double rank = 0;
    double distances = 0;
    double before = 0;
    int covers = 0;
    while (cover()) {
      if ((covers & COVERS_PER_CHECK - 1) == 0) {
        context.checkCancelled();
      }
      double inverse = 0;
      for (int i = begin; i <= end; i++) {
        inverse += 1.0 / weights[Lexeme.weight(hits.get(i).position)];
      }
      int first = Lexeme.number(hits.get(begin).position);
      int last = Lexeme.number(hits.get(end).position);
      int noise = last - first - (end - begin);
      if (noise < 0) {
        noise = (end - begin) / 2;
      }
      rank += (end - begin + 1) / inverse / (1 + noise);
      double middle = (last + first) / 2.0;
      if (covers > 0 && middle > before) {
        distances += 1.0 / (middle - before);
      }
      before = middle;
      covers++;
    }
    return hits.isEmpty() ? 0 : (float) normalized(rank, method, covers, distances);
  }

  private double normalized(double rank, int method, int covers, double distances) {
    double r = rank;
    int length = Ranking.length(vector);
    if ((method & Ranking.BY_LOG_LENGTH) != 0) {
      r /= Math.log(length + 1.0);
    }
    if ((method & Ranking.BY_LENGTH) != 0 && length > 0) {
      r /= length;
    }
    if ((method & Ranking.BY_EXTENTS) != 0 && covers > 0 && distances > 0) {
      r /= covers / distances;
    }
    if ((method & Ranking.BY_WORDS) != 0) {
      r /= vector.size();
    }
    if ((method & Ranking.BY_LOG_WORDS) != 0) {
      r /= Math.log(vector.size() + 1.0) / Math.log(2);
    }
    return (method & Ranking.BY_ITSELF) != 0 ? r / (r + 1) : r;
  }

  /** Finds the next stretch: from a place on as short as can be, then its latest beginning. */
  private boolean cover() {
    while (true) {
      seen.clear(false);
      int last = next;
      while (last < hits.size()) {
        seen.add(hits.get(last));
        if (holds()) {
          break;
        }
        last++;
      }
      if (last == hits.size() || Lexeme.number(hits.get(last).position) == 0) {
        return false;
      }
      seen.clear(true);
      int first = last;
      boolean found = false;
      while (first >= next && !found) {
        seen.add(hits.get(first));
        found = holds();
        first -= found ? 0 : 1;
      }
      if (found) {
        begin = first;
        end = last;
        next = first + 1;
        return true;
      }
      next++;
    }
  }

  private boolean holds() {
    return new QueryMatch(seen).holds(root);
  }

  private static List<Hit> hits(TextVector vector, QueryNode root) {
    List<Hit> all = new ArrayList<>();
    for (QueryNode.Word word : root.words()) {
      for (Lexeme lexeme : VectorOccurrences.lexemes(vector, word)) {
        int number = vector.ceiling(lexeme.word());
        Arrays.stream(lexeme.positions())
            .filter(p -> word.weights() == 0 || (word.weights() & 1 << Lexeme.weight(p)) != 0)
            .forEach(p -> all.add(new Hit(p, number, List.of(word))));
      }
    }
    all.sort(
        Comparator.<Hit>comparingInt(hit -> Lexeme.number(hit.position))
            .thenComparingInt(hit -> Lexeme.weight(hit.position))
            .thenComparingInt(Hit::lexeme));
    List<Hit> joined = new ArrayList<>();
    for (Hit hit : all) {
      Hit last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.position == hit.position && last.lexeme == hit.lexeme) {
        List<QueryNode.Word> both = new ArrayList<>(last.words);
        both.addAll(hit.words);
        joined.set(joined.size() - 1, new Hit(hit.position, hit.lexeme, both));
      } else {
        joined.add(hit);
      }
    }
    return joined;
  }
}
