package dev.tusk.wire.message;

/** What the server sends: a tag, an int32 length that counts itself, a body. */
public sealed interface BackendMessage
    permits AuthenticationCleartextPassword,
        AuthenticationOk,
        AuthenticationSasl,
        AuthenticationSaslContinue,
        AuthenticationSaslFinal,
        BackendKeyData,
        BindComplete,
        CloseComplete,
        CommandComplete,
        CopyData,
        CopyDone,
        CopyInResponse,
        CopyOutResponse,
        DataRow,
        EmptyQueryResponse,
        ErrorResponse,
        FunctionCallResponse,
        NegotiateProtocolVersion,
        NoData,
        NoticeResponse,
        NotificationResponse,
        ParameterDescription,
        ParameterStatus,
        ParseComplete,
        PortalSuspended,
        ReadyForQuery,
        RowDescription {

  byte tag();

  /** Writes what follows the length. */
  void encodeBody(WireWriter out);
}
