package dev.tusk.sql.grammar;

/** What the grammar finds wrong beyond a token out of place: a SQLSTATE and PostgreSQL's words. */
public final class GrammarException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;
  private final String hint;
  private final int position;

  /**
   * Makes one.
   *
   * @param hint may be null
   * @param position character in the text, from 1
   */
  public GrammarException(String sqlState, String message, String hint, int position) {
    super(message);
    this.sqlState = sqlState;
    this.hint = hint;
    this.position = position;
  }

  /** A mistake of class 42601. */
  static GrammarException syntax(String message, int position) {
    return new GrammarException("42601", message, null, position);
  }

  /** PostgreSQL has it, Tusk not yet: class 0A000. */
  static GrammarException unsupported(String feature, Token at) {
    return new GrammarException("0A000", feature + " is not supported", null, at.beginColumn);
  }

  public String sqlState() {
    return sqlState;
  }

  public String hint() {
    return hint;
  }

  public int position() {
    return position;
  }
}
