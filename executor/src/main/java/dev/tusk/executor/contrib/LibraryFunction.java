package dev.tusk.executor.contrib;

/**
 * What stands behind a function in LANGUAGE C: AS 'file', 'symbol'. The catalog keeps both as the
 * function's source, a line each.
 *
 * @param file {@code probin}
 * @param symbol {@code prosrc}
 */
public record LibraryFunction(String file, String symbol) {
  public static LibraryFunction of(String source) {
    int end = source.indexOf('\n');
    return new LibraryFunction(source.substring(0, end), source.substring(end + 1));
  }

  public String source() {
    return file + "\n" + symbol;
  }
}
