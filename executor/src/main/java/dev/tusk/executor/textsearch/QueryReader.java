package dev.tusk.executor.textsearch;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.textsearch.QueryBuilder;
import dev.tusk.sql.textsearch.QueryBuilder.Operator;
import dev.tusk.sql.textsearch.QueryParser;
import dev.tusk.sql.textsearch.TextQuery;
import java.util.List;

/**
 * Reads queries by a configuration: each operand becomes the lexemes of its words, joined by an
 * operator where there are several; stop words keep their places in phrases (pushval_morph of
 * to_tsany.c).
 */
public final class QueryReader {
  private final Configuration configuration;
  private final Operator between;
  private final FunctionContext context;

  /**
   * @param between joins the words of one operand
   */
  public QueryReader(Configuration configuration, Operator between, FunctionContext context) {
    this.configuration = configuration;
    this.between = between;
    this.context = context;
  }

  public TextQuery read(String text, QueryParser.Form form) {
    TextQuery query = QueryParser.parse(text, form, this::put);
    if (query.root() == null) {
      context
          .session()
          .notice(
              new Notice(
                  "NOTICE",
                  SqlState.SUCCESSFUL_COMPLETION,
                  (form == QueryParser.Form.PLAIN ? text.isEmpty() : text.isBlank())
                      ? "text-search query doesn't contain lexemes: \"" + text + "\""
                      : "text-search query contains only stop words or doesn't contain lexemes,"
                          + " ignored",
                  null,
                  null,
                  0));
    }
    return query;
  }

  private void put(String operand, int weights, boolean prefix, QueryBuilder to) {
    List<WordReader.Placed> words = new WordReader(configuration, context).read(operand).words();
    if (words.isEmpty()) {
      to.stopWord();
      return;
    }
    int places = 0;
    int position = 0;
    for (int next = 0; next < words.size(); ) {
      int here = words.get(next).position();
      while (position > 0 && position + 1 < here) {
        to.stopWord();
        joinPlace(places++, to);
        position++;
      }
      position = here;
      next = variants(words, next, weights, prefix, to);
      joinPlace(places++, to);
    }
  }

  private void joinPlace(int before, QueryBuilder to) {
    if (before > 0) {
      to.join(between, between == Operator.PHRASE ? 1 : 0);
    }
  }

  /** The variants at one place: any of them, and of each all its words. */
  private static int variants(
      List<WordReader.Placed> words, int from, int weights, boolean prefix, QueryBuilder to) {
    int position = words.get(from).position();
    int next = from;
    for (int variants = 0; next < words.size() && words.get(next).position() == position; ) {
      int variant = words.get(next).form().variant();
      for (int count = 0;
          next < words.size()
              && words.get(next).position() == position
              && words.get(next).form().variant() == variant;
          next++) {
        Dictionary.Form form = words.get(next).form();
        to.word(form.lexeme(), weights, prefix || form.prefix());
        if (count++ > 0) {
          to.join(Operator.AND, 0);
        }
      }
      if (variants++ > 0) {
        to.join(Operator.OR, 0);
      }
    }
    return next;
  }
}
