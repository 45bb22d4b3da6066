package dev.tusk.sql.textsearch;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A value of {@code tsvector}: lexemes in the order of their bytes, each once. */
public final class TextVector implements Comparable<TextVector> {
  /** MAXSTRPOS: bytes of words and positions together. */
  private static final int MOST_BYTES = (1 << 20) - 1;

  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 4;

  public static final TextVector EMPTY = new TextVector(List.of());

  private final List<Lexeme> lexemes;

  private TextVector(List<Lexeme> lexemes) {
    this.lexemes = List.copyOf(lexemes);
  }

  /** Of lexemes in any order, in which words may stand several times. */
  public static TextVector of(List<Lexeme> lexemes) {
    Map<String, int[]> byWord = new TreeMap<>(Lexeme.ORDER);
    for (Lexeme lexeme : lexemes) {
      byWord.merge(
          lexeme.word(),
          lexeme.positions(),
          (a, b) -> {
            int[] both = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, both, a.length, b.length);
            return both;
          });
    }
    List<Lexeme> merged = new ArrayList<>(byWord.size());
    byWord.forEach((word, all) -> merged.add(new Lexeme(word, Lexeme.sorted(all, all.length))));
    return ofSorted(merged);
  }

  /**
   * Of lexemes in their order, each once.
   *
   * @throws SqlException 54000 when they are too much
   */
  public static TextVector ofSorted(List<Lexeme> lexemes) {
    TextVector vector = new TextVector(lexemes);
    int bytes = vector.dataBytes();
    if (bytes > MOST_BYTES) {
      throw SqlException.of(
          SqlState.PROGRAM_LIMIT_EXCEEDED,
          "string is too long for tsvector (" + bytes + " bytes, max " + MOST_BYTES + " bytes)");
    }
    return vector;
  }

  public List<Lexeme> lexemes() {
    return lexemes;
  }

  public int size() {
    return lexemes.size();
  }

  /** The first lexeme that is not before a word; {@link #size} for none. */
  public int ceiling(String word) {
    int low = 0;
    int high = lexemes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Lexeme.ORDER.compare(lexemes.get(middle).word(), word) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Bytes of words and positions, as PostgreSQL lays them out. */
  private int dataBytes() {
    int bytes = 0;
    for (Lexeme lexeme : lexemes) {
      bytes += lexeme.word().getBytes(StandardCharsets.UTF_8).length;
      if (lexeme.positions().length > 0) {
        bytes += (bytes & 1) + Short.BYTES + Short.BYTES * lexeme.positions().length;
      }
    }
    return bytes;
  }

  /** Bytes of the whole value, by which values are ordered first. */
  public int bytes() {
    return HEADER_BYTES + ENTRY_BYTES * lexemes.size() + dataBytes();
  }

  /** By size, then lexeme by lexeme (silly_cmp_tsvector of tsvector_op.c). */
  @Override
  public int compareTo(TextVector other) {
    int order = Integer.compare(bytes(), other.bytes());
    if (order == 0) {
      order = Integer.compare(size(), other.size());
    }
    for (int i = 0; order == 0 && i < size(); i++) {
      order = compare(lexemes.get(i), other.lexemes.get(i));
    }
    return order;
  }

  /** What has positions comes first, and what has more of them. */
  private static int compare(Lexeme a, Lexeme b) {
    int[] left = a.positions();
    int[] right = b.positions();
    if ((left.length > 0) != (right.length > 0)) {
      return left.length > 0 ? -1 : 1;
    }
    int order = Lexeme.ORDER.compare(a.word(), b.word());
    if (order == 0) {
      order = Integer.compare(right.length, left.length);
    }
    for (int i = 0; order == 0 && i < left.length; i++) {
      order = Integer.compare(Lexeme.number(right[i]), Lexeme.number(left[i]));
      if (order == 0) {
        order = Integer.compare(Lexeme.weight(right[i]), Lexeme.weight(left[i]));
      }
    }
    return order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextVector vector && compareTo(vector) == 0;
  }

  @Override
  public int hashCode() {
    int hash = size();
    for (Lexeme lexeme : lexemes) {
      hash = 31 * (31 * hash + lexeme.word().hashCode()) + Arrays.hashCode(lexeme.positions());
    }
    return hash;
  }

  @Override
  public String toString() {
    return VectorText.write(this);
  }
}
