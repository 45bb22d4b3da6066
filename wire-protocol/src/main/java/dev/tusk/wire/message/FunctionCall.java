package dev.tusk.wire.message;

/**
 * Calls a function by OID: the "fast path", which drivers use for large objects.
 *
 * <pre>
 *  'F' | int32 length
 *  int32 function
 *  int16 n, n × int16 argument formats
 *  int16 n, n × (int32 length, bytes)   length -1 is NULL
 *  int16 result format
 * </pre>
 */
public record FunctionCall(int function, Formats formats, ParameterValues arguments, Format result)
    implements FrontendMessage {

  public static final byte TAG = 'F';

  static FunctionCall decode(WireReader in) {
    return new FunctionCall(
        in.readInt32(), Formats.decode(in), ParameterValues.decode(in), Format.of(in.readInt16()));
  }
}
