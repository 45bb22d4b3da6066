package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Rows compared by the bytes of their fields ({@code record_image_ops}): what is equal here is the
 * same in every respect.
 */
final class RecordImageBodies {
  private RecordImageBodies() {}

  static void register(FunctionLibrary library) {
    comparison(library, "eq", order -> order == 0);
    comparison(library, "ne", order -> order != 0);
    comparison(library, "lt", order -> order < 0);
    comparison(library, "gt", order -> order > 0);
    comparison(library, "le", order -> order <= 0);
    comparison(library, "ge", order -> order >= 0);
  }

  private static void comparison(FunctionLibrary library, String name, IntPredicate holds) {
    library.two(
        "record_image_" + name + "(record,record)",
        (a, b, _) -> holds.test(compare((RecordValue) a, (RecordValue) b)));
  }

  private static int compare(RecordValue a, RecordValue b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      Type type = a.type(i);
      if (type.oid() != b.type(i).oid()) {
        throw SqlException.of(
            SqlState.DATATYPE_MISMATCH,
            String.format(
                Locale.ROOT,
                "cannot compare dissimilar column types %s and %s at record column %d",
                type.displayName(),
                b.type(i).displayName(),
                i + 1));
      }
      Object x = a.get(i);
      Object y = b.get(i);
      if (x == null || y == null) {
        if (x != y) {
          return x == null ? 1 : -1;
        }
        continue;
      }
      int order = Arrays.compareUnsigned(image(type, x), image(type, y));
      if (order != 0) {
        return order;
      }
    }
    if (a.size() != b.size()) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH,
          "cannot compare record types with different numbers of columns");
    }
    return 0;
  }

  private static byte[] image(Type type, Object value) {
    ByteWriter bytes = new ByteWriter(32);
    type.writeBinary(value, bytes);
    return bytes.toByteArray();
  }
}
