package dev.tusk.wire.codec;

import dev.tusk.wire.message.StartupPacket;

/** One of the packets that come before a session. */
public record Opening(StartupPacket packet) implements Incoming {}
