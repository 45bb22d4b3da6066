package dev.tusk.wire.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens a session: the version of the protocol, and the client's parameters.
 *
 * <pre>
 *  int32 length
 *  int16 major, int16 minor
 *  n × (cstring name, cstring value)
 *  byte 0
 * </pre>
 *
 * <p>Parameters whose names begin with {@code _pq_.} are options of the protocol, and kept apart.
 * Of a parameter given twice the last counts.
 */
public record StartupMessage(
    int major, int minor, Map<String, String> parameters, List<String> protocolOptions)
    implements StartupPacket {

  /** The only version served: 3.0, of 2003. */
  public static final int MAJOR = 3;

  private static final String PROTOCOL_OPTION = "_pq_.";

  static StartupMessage decode(int version, WireReader in) {
    int major = version >>> 16;
    int minor = version & 0xffff;
    if (major != MAJOR) {
      throw unsupported(version);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    List<String> protocolOptions = new ArrayList<>();
    try {
      for (String name = in.readLenientCString(); !name.isEmpty(); name = in.readLenientCString()) {
        String value = in.readLenientCString();
        if (name.startsWith(PROTOCOL_OPTION)) {
          protocolOptions.add(name);
        } else {
          parameters.put(name, value);
        }
      }
      in.end();
    } catch (ProtocolException _) {
      throw ProtocolException.fatal(
          "08P01", "invalid startup packet layout: expected terminator as last byte");
    }
    return new StartupMessage(
        major, minor, Collections.unmodifiableMap(parameters), List.copyOf(protocolOptions));
  }

  /** The error for a version that is not served. */
  public static ProtocolException unsupported(int version) {
    return ProtocolException.fatal(
        "0A000",
        "unsupported frontend protocol "
            + (version >>> 16)
            + "."
            + (version & 0xffff)
            + ": server supports 3.0 to 3.0");
  }
}
