package dev.tusk.executor.contrib;

import dev.tusk.executor.routine.TriggerBody;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function of one of the libraries: CREATE EXTENSION brings it, and a dump's LANGUAGE C names it
 * by the library's file.
 *
 * @param library the file's name without folder and suffix, which is the extension's too
 * @param symbol the function's name in it
 * @param oid of the extension's function
 */
public record TriggerLibrary(String library, String symbol, long oid, TriggerBody body) {
  private static final List<TriggerLibrary> ALL =
      List.of(
          new TriggerLibrary("refint", "check_primary_key", 60_901, new CheckPrimaryKey()),
          new TriggerLibrary("refint", "check_foreign_key", 60_902, new CheckForeignKey()),
          new TriggerLibrary("autoinc", "autoinc", 60_903, new Autoincrement()),
          new TriggerLibrary("moddatetime", "moddatetime", 60_904, new ModificationTime()),
          new TriggerLibrary("insert_username", "insert_username", 60_905, new UserName()));

  private static final Map<Long, TriggerLibrary> BY_OID =
      ALL.stream().collect(Collectors.toUnmodifiableMap(TriggerLibrary::oid, Function.identity()));

  public static List<TriggerLibrary> all() {
    return ALL;
  }

  /** What a function of an extension does; null where it is none of these. */
  public static @Nullable TriggerBody body(long functionOid) {
    TriggerLibrary found = BY_OID.get(functionOid);
    return found == null ? null : found.body();
  }

  /**
   * The function that a file has under a name. Empty where the file is none of the libraries.
   *
   * @param file as LANGUAGE C names it, {@code $libdir/refint} for one
   * @throws SqlException 42883 where it is, and has no such function
   */
  public static Optional<TriggerLibrary> find(String file, String symbol) {
    String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.(so|dll|dylib)$", "");
    List<TriggerLibrary> functions = ALL.stream().filter(f -> f.library.equals(name)).toList();
    if (functions.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        functions.stream()
            .filter(f -> f.symbol.equals(symbol))
            .findFirst()
            .orElseThrow(() ->
                SqlException.of(
                    SqlState.UNDEFINED_FUNCTION,
                    "could not find function \"" + symbol + "\" in file \"" + file + "\"")));
  }

  /** It is no function to be called by a query. */
  public SqlException notCalledByTrigger() {
    String name = symbol.equals("autoinc") ? "" : symbol + ": ";
    return SqlException.of(SqlState.INTERNAL_ERROR, name + "not fired by trigger manager");
  }
}
