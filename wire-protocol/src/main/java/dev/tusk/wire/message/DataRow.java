package dev.tusk.wire.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a result.
 *
 * <pre>
 *  'D' | int32 length
 *  int16 n, n × (int32 length, bytes)   length -1 is NULL
 * </pre>
 *
 * <p>Rows of statements are not made as values of this record but written in place by {@code
 * DataRowWriter}; this is the plain form that it is held to.
 */
public record DataRow(List<byte @Nullable []> values) implements BackendMessage {

  public static final byte TAG = 'D';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeInt16(values.size());
    for (byte[] value : values) {
      if (value == null) {
        out.writeInt32(-1);
      } else {
        out.writeInt32(value.length);
        out.writeBytes(value, 0, value.length);
      }
    }
  }
}
