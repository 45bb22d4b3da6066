package dev.tusk.wire.message;

/**
 * Binds parameter values to a prepared statement, making a portal.
 *
 * <pre>
 *  'B' | int32 length
 *  cstring portal     "" is the unnamed portal
 *  cstring statement  "" is the unnamed statement
 *  int16 n, n × int16 parameter formats
 *  int16 n, n × (int32 length, bytes)   length -1 is NULL
 *  int16 n, n × int16 result formats
 * </pre>
 *
 * <p>For both lists of formats: none means all text, one means that one for all. That there are as
 * many parameter formats as that allows is checked here; the statement knows the other numbers.
 */
public record Bind(
    String portal,
    String statement,
    Formats parameterFormats,
    ParameterValues parameters,
    Formats resultFormats)
    implements FrontendMessage {

  public static final byte TAG = 'B';

  public Bind {
    int formats = parameterFormats.count();
    if (formats > 1 && formats != parameters.count()) {
      throw ProtocolException.violation(
          "bind message has "
              + formats
              + " parameter formats but "
              + parameters.count()
              + " parameters");
    }
  }

  static Bind decode(WireReader in) {
    return new Bind(
        in.readCString(),
        in.readCString(),
        Formats.decode(in),
        ParameterValues.decode(in),
        Formats.decode(in));
  }
}
