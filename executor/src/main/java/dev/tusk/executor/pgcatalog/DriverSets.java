package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.function.FactTable;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Set-returning functions that drivers read the catalogs with: the key words ({@code
 * getSQLKeywords}), and an array's elements beside their numbers ({@code getPrimaryKeys}, {@code
 * getIndexInfo}).
 */
final class DriverSets {
  private static final List<Type> WORD_TYPES =
      List.of(Types.TEXT, Types.CHAR, Types.BOOL, Types.TEXT, Types.TEXT);
  private static final List<String> WORD_NAMES =
      List.of("word", "catcode", "barelabel", "catdesc", "baredesc");
  private static final List<String> ELEMENT_NAMES = List.of("x", "n");

  private DriverSets() {}

  static void register(FunctionLibrary library) {
    List<@Nullable Object> words = words();
    library.set("pg_get_keywords()", (_, _) -> words.iterator());
    library.typed("_pg_expandarray(anyarray)", (_, _) -> expand());
  }

  private static FunctionBody expand() {
    return (FunctionBody.SetOfRows)
        (a, _) -> {
          ArrayValue array = (ArrayValue) java.util.Objects.requireNonNull(a[0]);
          List<Type> types = List.of(array.elementType(), Types.INT4);
          return IntStream.range(0, array.size())
              .<@Nullable Object>mapToObj(
                  i -> new RecordValue(types, ELEMENT_NAMES, new Object[] {array.get(i), i + 1}))
              .iterator();
        };
  }

  /** The lines of {@code keywords.tsv}. */
  private static List<@Nullable Object> words() {
    return FactTable.read(DriverSets.class, "keywords.tsv").stream()
        .<@Nullable Object>map(DriverSets::word)
        .toList();
  }

  private static RecordValue word(String[] fields) {
    boolean bare = fields[2].equals("t");
    String category =
        switch (fields[1]) {
          case "U" -> "unreserved";
          case "C" -> "unreserved (cannot be function or type name)";
          case "T" -> "reserved (can be function or type name)";
          default -> "reserved";
        };
    return new RecordValue(
        WORD_TYPES,
        WORD_NAMES,
        new Object[] {
          fields[0], fields[1], bare, category, bare ? "can be bare label" : "requires AS"
        });
  }
}
