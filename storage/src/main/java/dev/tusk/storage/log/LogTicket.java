package dev.tusk.storage.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A record that was appended, on its way to the disk. */
public final class LogTicket {
  final LogSegment segment;
  final ByteBuffer header;
  final byte[] body;
  private final LogPosition start;
  private final LogPosition end;
  volatile boolean durable;
  volatile boolean reliedOn;
  volatile @Nullable IOException failure;

  LogTicket(
      LogSegment segment, ByteBuffer header, byte[] body, LogPosition start, LogPosition end) {
    this.segment = segment;
    this.header = header;
    this.body = body;
    this.start = start;
    this.end = end;
  }

  public LogPosition start() {
    return start;
  }

  public LogPosition end() {
    return end;
  }

  public boolean durable() {
    return durable;
  }

  /** Why the record is not in the log, if so. */
  public @Nullable IOException failure() {
    return failure;
  }

  /** The record's effect is shown before it is durable: it cannot be taken back any more. */
  public void relyOn() {
    reliedOn = true;
  }

  int bytes() {
    return LogRecord.HEADER_BYTES + body.length;
  }
}
