package dev.tusk.wire.codec;

/** What {@link FrameDecoder} finds in the bytes of a client. */
public sealed interface Incoming permits Frame, Opening, Violation {}
