package dev.tusk.wire.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a function gave that was called by the fast path.
 *
 * <pre>
 *  'V' | int32 length
 *  int32 length, bytes      length -1 is NULL
 * </pre>
 */
public record FunctionCallResponse(byte @Nullable [] value) implements BackendMessage {
  public static final byte TAG = 'V';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    if (value == null) {
      out.writeInt32(-1);
    } else {
      out.writeInt32(value.length);
      out.writeBytes(value, 0, value.length);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FunctionCallResponse(byte[] bytes) && Arrays.equals(value, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }
}
