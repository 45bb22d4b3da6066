package dev.tusk.executor.textsearch;

import dev.tusk.sql.textsearch.Lexeme;
import dev.tusk.sql.textsearch.QueryNode;
import dev.tusk.sql.textsearch.TextQuery;
import dev.tusk.sql.textsearch.TextVector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The words of a tsvector. */
public final class VectorOccurrences implements Occurrences {
  private final TextVector vector;

  VectorOccurrences(TextVector vector) {
    this.vector = vector;
  }

  /** {@code @@}. */
  public static boolean matches(TextVector vector, TextQuery query) {
    QueryNode root = query.root();
    return root != null && new QueryMatch(new VectorOccurrences(vector)).holds(root);
  }

  /** The lexemes that a word of a query stands for. */
  static List<Lexeme> lexemes(TextVector vector, QueryNode.Word word) {
    List<Lexeme> found = new ArrayList<>(1);
    for (int i = vector.ceiling(word.text()); i < vector.size(); i++) {
      Lexeme lexeme = vector.lexemes().get(i);
      boolean same = lexeme.word().equals(word.text());
      if (!same && !(word.prefix() && lexeme.word().startsWith(word.text()))) {
        break;
      }
      found.add(lexeme);
      if (!word.prefix()) {
        break;
      }
    }
    return found;
  }

  @Override
  public Answer has(QueryNode.Word word) {
    for (Lexeme lexeme : lexemes(vector, word)) {
      // Where no places are kept, none of another weight is known.
      if (word.weights() == 0 || lexeme.positions().length == 0) {
        return Answer.YES;
      }
      for (int position : lexeme.positions()) {
        if ((word.weights() & 1 << Lexeme.weight(position)) != 0) {
          return Answer.YES;
        }
      }
    }
    return Answer.NO;
  }

  @Override
  public int @Nullable [] places(QueryNode.Word word) {
    List<Lexeme> lexemes = lexemes(vector, word);
    if (lexemes.stream().anyMatch(lexeme -> lexeme.positions().length == 0)) {
      return null;
    }
    return lexemes.stream()
        .flatMapToInt(lexeme -> IntStream.of(lexeme.positions()))
        .filter(p -> word.weights() == 0 || (word.weights() & 1 << Lexeme.weight(p)) != 0)
        .map(Lexeme::number)
        .sorted()
        .distinct()
        .toArray();
  }
}
