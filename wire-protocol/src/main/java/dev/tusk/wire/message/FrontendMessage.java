package dev.tusk.wire.message;

/**
 * What a client sends after start-up: a tag, an int32 length that counts itself, a body.
 *
 * <p>{@code decode} of each message reads a body and refuses, as {@link ProtocolException}, one
 * that is too short or too long.
 */
public sealed interface FrontendMessage
    permits AuthenticationResponse,
        Bind,
        Close,
        CopyData,
        CopyDone,
        CopyFail,
        Describe,
        Execute,
        Flush,
        FunctionCall,
        Parse,
        Query,
        Sync,
        Terminate {

  /**
   * Reads the message of {@code tag} from its body.
   *
   * @throws ProtocolException if it is too short, too long, or not text where it must be
   */
  static FrontendMessage decode(byte tag, byte[] body) {
    WireReader in = new WireReader(body);
    FrontendMessage message =
        switch (tag) {
          case AuthenticationResponse.TAG -> AuthenticationResponse.decode(in);
          case Bind.TAG -> Bind.decode(in);
          case Close.TAG -> Close.decode(in);
          case CopyData.TAG -> CopyData.decode(in);
          case CopyDone.TAG -> new CopyDone();
          case CopyFail.TAG -> CopyFail.decode(in);
          case Describe.TAG -> Describe.decode(in);
          case Execute.TAG -> Execute.decode(in);
          case Flush.TAG -> new Flush();
          case FunctionCall.TAG -> FunctionCall.decode(in);
          case Parse.TAG -> Parse.decode(in);
          case Query.TAG -> Query.decode(in);
          case Sync.TAG -> new Sync();
          case Terminate.TAG -> Terminate.decode(in);
          default -> throw unknownTag(tag);
        };
    in.end();
    return message;
  }

  /** The error for a byte that begins no message; the stream cannot be followed any further. */
  static ProtocolException unknownTag(byte tag) {
    return ProtocolException.fatal("08P01", "invalid frontend message type " + (tag & 0xff));
  }
}
