package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** string_to_array, string_to_table and array_to_string. */
final class ArrayTextBodies {
  private ArrayTextBodies() {}

  static void register(FunctionLibrary library) {
    for (String arguments : List.of("(text,text)", "(text,text,text)")) {
      library.any(
          "string_to_array" + arguments,
          (a, _) -> a[0] == null ? null : ArrayBodies.texts(split(a)));
      library.set(
          "string_to_table" + arguments,
          (a, _) -> a[0] == null ? Collections.emptyIterator() : split(a).iterator());
    }
    library.typed(
        "array_to_string(anyarray,text)",
        (_, _) ->
            (FunctionBody.TwoArguments)
                (a, b, context) -> join((ArrayValue) a, (String) b, null, context.format()));
    library.any(
        "array_to_string(anyarray,text,text)",
        (a, context) ->
            a[0] == null || a[1] == null
                ? null
                : join((ArrayValue) a[0], (String) a[1], (String) a[2], context.format()));
  }

  /** Without a separator each character; with an empty one the whole text. */
  private static List<@Nullable Object> split(@Nullable Object[] a) {
    String text = (String) java.util.Objects.requireNonNull(a[0]);
    String separator = (String) a[1];
    String nullText = a.length > 2 ? (String) a[2] : null;
    List<@Nullable Object> pieces = new ArrayList<>();
    if (text.isEmpty()) {
      return pieces;
    }
    if (separator == null) {
      text.codePoints().forEach(c -> pieces.add(orNull(Character.toString(c), nullText)));
      return pieces;
    }
    if (separator.isEmpty()) {
      pieces.add(orNull(text, nullText));
      return pieces;
    }
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      pieces.add(orNull(text.substring(from, at), nullText));
      from = at + separator.length();
    }
    pieces.add(orNull(text.substring(from), nullText));
    return pieces;
  }

  private static @Nullable String orNull(String piece, @Nullable String nullText) {
    return piece.equals(nullText) ? null : piece;
  }

  private static String join(
      ArrayValue array, String separator, @Nullable String nullText, FormatSettings settings) {
    Type type = array.elementType();
    StringBuilder out = new StringBuilder();
    boolean first = true;
    for (Object element : array.elements()) {
      String text = element == null ? nullText : type.toText(element, settings);
      if (text == null) {
        continue;
      }
      if (!first) {
        out.append(separator);
      }
      out.append(text);
      first = false;
    }
    return out.toString();
  }
}
