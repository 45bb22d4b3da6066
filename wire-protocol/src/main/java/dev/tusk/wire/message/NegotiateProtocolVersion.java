package dev.tusk.wire.message;

import java.util.List;

/**
 * The client asked for a later minor version or for options that are not known; it gets these.
 *
 * <pre>
 *  'v' | int32 length
 *  int32 newest version served, as in a {@link StartupMessage}
 *  int32 n, n × cstring option not known
 * </pre>
 */
public record NegotiateProtocolVersion(int version, List<String> unknownOptions)
    implements BackendMessage {

  public static final byte TAG = 'v';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeInt32(version);
    out.writeInt32(unknownOptions.size());
    unknownOptions.forEach(out::writeCString);
  }
}
