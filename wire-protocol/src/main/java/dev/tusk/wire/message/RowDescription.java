package dev.tusk.wire.message;

import java.util.List;

/**
 * The columns of the rows that follow.
 *
 * <pre>
 *  'T' | int32 length
 *  int16 n, n × field   {@link FieldDescription}
 * </pre>
 */
public record RowDescription(List<FieldDescription> fields) implements BackendMessage {

  public static final byte TAG = 'T';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeInt16(fields.size());
    for (FieldDescription field : fields) {
      field.encode(out);
    }
  }
}
