package dev.tusk.wire.message;

import java.util.List;

/**
 * COPY begins: the client is to expect data.
 *
 * <pre>
 *  'H' | int32 length
 *  byte overall format: 0 text (CSV is text too), 1 binary
 *  int16 n, n × int16 format of each column
 * </pre>
 */
public record CopyOutResponse(Format format, List<Format> columns) implements BackendMessage {

  public static final byte TAG = 'H';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeByte(format.ordinal());
    out.writeInt16(columns.size());
    columns.forEach(column -> out.writeInt16(column.ordinal()));
  }
}
