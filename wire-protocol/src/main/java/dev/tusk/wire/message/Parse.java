package dev.tusk.wire.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Prepares a statement.
 *
 * <pre>
 *  'P' | int32 length
 *  cstring name       "" is the unnamed statement
 *  cstring sql
 *  int16 n, n × int32 OID of a parameter's type; 0 leaves it to be inferred
 * </pre>
 */
public record Parse(String name, String sql, List<Integer> parameterTypes)
    implements FrontendMessage {

  public static final byte TAG = 'P';

  static Parse decode(WireReader in) {
    return new Parse(in.readCString(), in.readCString(), readTypes(in));
  }

  private static List<Integer> readTypes(WireReader in) {
    int count = in.readCount(4);
    if (count == 0) {
      return List.of();
    }
    List<Integer> types = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      types.add(in.readInt32());
    }
    return Collections.unmodifiableList(types);
  }
}
