package dev.tusk.wire.message;

import java.util.List;

/**
 * The types of a prepared statement's parameters, declared or inferred.
 *
 * <pre>
 *  't' | int32 length
 *  int16 n, n × int32 OID
 * </pre>
 */
public record ParameterDescription(List<Integer> typeOids) implements BackendMessage {

  public static final byte TAG = 't';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeInt16(typeOids.size());
    typeOids.forEach(out::writeInt32);
  }
}
