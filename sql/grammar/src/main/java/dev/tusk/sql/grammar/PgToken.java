package dev.tusk.sql.grammar;

/**
 * A token of PostgreSQL's scanner, as the generated parser reads it.
 *
 * <p>{@code beginLine} is always 1 and {@code beginColumn} the character's number in the whole
 * statement text, from 1: so the position of every node is what PostgreSQL calls a position.
 */
public final class PgToken extends Token {
  private static final long serialVersionUID = 1L;

  /** Offset of the first character in the text. */
  public final int start;

  /** Offset behind the last character. */
  public final int end;

  /** The name in lower case, or as quoted; a literal's value; a key word in lower case. */
  public final String value;

  /** The key word, or null. */
  public final transient Keyword keyword;

  /** Number among the literals folded to parameters; -1 for all other tokens. */
  public final int folded;

  /**
   * Of an opening parenthesis: whether a query follows the run of them; null before it is asked.
   */
  transient Boolean leadsToQuery;

  /** Of {@code $n} and of a folded literal, the parameter's index from 0; else -1. */
  public final int parameter;

  public PgToken(
      int kind,
      String text,
      int start,
      int end,
      int position,
      String value,
      Keyword keyword,
      int folded,
      int parameter) {
    super(kind, text);
    this.start = start;
    this.end = end;
    this.value = value;
    this.keyword = keyword;
    this.folded = folded;
    this.parameter = parameter;
    beginLine = 1;
    endLine = 1;
    beginColumn = position;
    endColumn = position + Math.max(end - start, 1) - 1;
  }

  private boolean isPlainName() {
    return keyword == null
        && (kind == PgParserConstants.IDENTIFIER || kind == PgParserConstants.QUOTED_IDENTIFIER);
  }

  /** May name a column, a table or an alias: PostgreSQL's ColId. */
  public boolean isColumnName() {
    return keyword == null
        ? isPlainName()
        : switch (keyword.category()) {
          case UNRESERVED, COLUMN_NAME -> true;
          case TYPE_OR_FUNCTION_NAME, RESERVED -> false;
        };
  }

  /** May name a function or a type: PostgreSQL's type_function_name. */
  public boolean isFunctionName() {
    return keyword == null
        ? isPlainName()
        : switch (keyword.category()) {
          case UNRESERVED, TYPE_OR_FUNCTION_NAME -> true;
          case COLUMN_NAME, RESERVED -> false;
        };
  }

  /** May be a setting's word or a role: PostgreSQL's NonReservedWord. */
  public boolean isNonReservedWord() {
    return keyword == null ? isPlainName() : keyword.category() != Keyword.Category.RESERVED;
  }

  /** May name an output column behind AS: PostgreSQL's ColLabel. */
  public boolean isLabel() {
    return keyword != null || isPlainName();
  }

  /** May name an output column without AS: PostgreSQL's BareColLabel. */
  public boolean isBareLabel() {
    return keyword == null ? isPlainName() : keyword.bareLabel();
  }

  /** Is this key word; {@code word} in lower case. */
  public boolean is(String word) {
    return keyword != null && keyword.word().equals(word);
  }
}
