package dev.tusk.executor.catalog;

/**
 * Who may connect to a database, and how many at once.
 *
 * @param connectionLimit -1 for none
 */
public record DatabaseAttributes(boolean connectable, boolean template, int connectionLimit) {
  /** Of a database that nothing was said of. */
  public static final DatabaseAttributes PLAIN = new DatabaseAttributes(true, false, -1);

  /** Of the databases that every directory has. */
  static DatabaseAttributes initial(String name) {
    return new DatabaseAttributes(!name.equals("template0"), name.startsWith("template"), -1);
  }
}
