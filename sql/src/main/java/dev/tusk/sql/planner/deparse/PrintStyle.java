package dev.tusk.sql.planner.deparse;

/**
 * How SQL is laid out.
 *
 * @param fewParentheses only those that are needed
 * @param indented one clause a line
 * @param wrapColumn where a select list or FROM goes on with the next line; -1 for never
 * @param qualified whether relations are written with their schema even where it is searched
 */
public record PrintStyle(
    boolean fewParentheses, boolean indented, int wrapColumn, boolean qualified) {
  /** For the catalog: the same whatever the settings of who reads it. */
  public static final PrintStyle STORED = new PrintStyle(false, false, -1, true);

  /** {@code pg_get_viewdef(oid)}. */
  public static final PrintStyle INDENTED = new PrintStyle(false, true, 0, false);

  /** {@code pg_get_viewdef(oid, true)}. */
  public static final PrintStyle PRETTY = new PrintStyle(true, true, 0, false);

  /** {@code pg_get_viewdef(oid, column)}. */
  public static PrintStyle wrapped(int column) {
    return new PrintStyle(true, true, column, false);
  }
}
