package dev.tusk.executor.textsearch;

import dev.tusk.executor.textsearch.Dictionary.Form;
import dev.tusk.executor.textsearch.Occurrences.Answer;
import dev.tusk.sql.textsearch.QueryNode;
import dev.tusk.sql.textsearch.TextQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A text cut into tokens, each with the word of a query that it stands for (hlparsetext). */
final class HeadlineText {
  private final List<Token> tokens = new ArrayList<>();
  private final @Nullable QueryNode root;

  /** A token; one that stands for several words of the query is repeated for each. */
  static final class Token {
    final int type;
    final String text;
    final int bytes;
    final boolean repeated;
    int position;
    QueryNode.@Nullable Word item;
    boolean in;
    boolean replaced;
    boolean skipped;
    boolean selected;

    Token(int type, String text, boolean repeated) {
      this.type = type;
      this.text = text;
      this.bytes = text.getBytes(StandardCharsets.UTF_8).length;
      this.repeated = repeated;
    }

    /** A word that is sought. */
    boolean interesting() {
      return item != null && !repeated;
    }

    /** Between words, or a whole whose parts follow. */
    boolean isNoWord() {
      return type == TokenType.BLANK || type == TokenType.TAG || isWhole();
    }

    /** A URL or a hyphenated word. */
    boolean isWhole() {
      return type == TokenType.URL || type >= 15 && type <= 17;
    }

    /** Whether a headline should not end here: between words, at a number, at a short word. */
    boolean badEnd(int shortWord) {
      boolean noEnd = isNoWord() || type == 7 || type == 8 || type == 14 || type >= 20;
      return (noEnd || bytes <= shortWord) && !interesting();
    }
  }

  HeadlineText(WordReader reader, String text, TextQuery query) {
    this.root = query.root();
    List<QueryNode.Word> words = root == null ? List.of() : root.words();
    DefaultParser parser = new DefaultParser(text);
    Lexizer lexizer = reader.lexizer();
    int position = 0;
    while (parser.next()) {
      if (!reader.isTooLong(parser.token())) {
        lexizer.add(parser.type(), parser.token());
        position = addAll(lexizer, position, words);
      }
    }
    lexizer.add(0, "");
    addAll(lexizer, position, words);
  }

  /** Adds the tokens that are through; gives the last position. */
  private int addAll(Lexizer lexizer, int before, List<QueryNode.Word> words) {
    int position = before;
    while (true) {
      Lexizer.Result result = lexizer.next();
      List<Form> forms = result.forms();
      int first = forms == null ? position : position + 1;
      for (Lexizer.Token token : result.tokens()) {
        if (token.type() > 0) {
          tokens.add(new Token(token.type(), token.text(), false));
          position = forms == null ? position : place(forms, first, words);
        }
      }
      if (forms == null) {
        return position;
      }
    }
  }

  /** Finds lexemes from a position on at the last token; gives the position of the last one. */
  private int place(List<Form> forms, int position, List<QueryNode.Word> words) {
    int at = position;
    for (Form form : forms) {
      at += form.advances() ? 1 : 0;
      find(form.lexeme(), at, words);
    }
    return at;
  }

  private void find(String lexeme, int position, List<QueryNode.Word> words) {
    Token last = tokens.getLast();
    last.position = position;
    for (QueryNode.Word word : words) {
      if (!(word.prefix() ? lexeme.startsWith(word.text()) : lexeme.equals(word.text()))) {
        continue;
      }
      if (last.item == null) {
        last.item = word;
      } else {
        Token again = new Token(last.type, last.text, true);
        again.position = position;
        again.item = word;
        tokens.add(again);
      }
    }
  }

  int size() {
    return tokens.size();
  }

  Token get(int index) {
    return tokens.get(index);
  }

  /** A stretch for which the query holds, both ends included. */
  record Cover(int from, int to) {}

  /**
   * The first and shortest stretch from a token on; null when there is none.
   *
   * @param most tokens that it may have
   */
  @Nullable Cover cover(int from, int most) {
    QueryNode query = root;
    if (query == null) {
      return null;
    }
    for (int first = firstItem(from); first >= 0; first = firstItem(first + 1)) {
      for (int last = first; last >= 0 && last - first < most; last = firstItem(last + 1)) {
        if (new QueryMatch(new Between(first, last)).holds(query)) {
          return new Cover(first, last);
        }
      }
    }
    return null;
  }

  private int firstItem(int from) {
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.get(i).item != null) {
        return i;
      }
    }
    return -1;
  }

  /** The words of some tokens. */
  private final class Between implements Occurrences {
    private final int from;
    private final int to;

    Between(int from, int to) {
      this.from = from;
      this.to = to;
    }

    private IntStream positions(QueryNode.Word word) {
      return IntStream.rangeClosed(from, to)
          .filter(i -> word.equals(tokens.get(i).item))
          .map(i -> tokens.get(i).position);
    }

    @Override
    public Answer has(QueryNode.Word word) {
      return positions(word).findAny().isPresent() ? Answer.YES : Answer.NO;
    }

    @Override
    public int[] places(QueryNode.Word word) {
      return positions(word).sorted().distinct().toArray();
    }
  }
}
