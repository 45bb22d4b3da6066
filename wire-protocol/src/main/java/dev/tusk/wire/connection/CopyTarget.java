package dev.tusk.wire.connection;

import dev.tusk.wire.message.CopyData;
import dev.tusk.wire.message.CopyDone;
import dev.tusk.wire.message.WireWriter;

/** Where the data of a COPY TO STDOUT goes. Waits, as rows do, for a client that does not read. */
public final class CopyTarget {
  private final Output output;

  CopyTarget(Output output) {
    this.output = output;
  }

  /** Sends one piece of data; clients expect a text row, with its newline, to be one. */
  public void write(byte[] buffer, int offset, int length) {
    startPiece().writeBytes(buffer, offset, length);
    endPiece();
  }

  /** Begins a piece that is then written to the writer returned. */
  public WireWriter startPiece() {
    output.writer().startMessage(CopyData.TAG);
    return output.writer();
  }

  public void endPiece() {
    output.writer().endMessage();
    output.flushIfLarge();
  }

  /** Ends the data; the command's completion is still to be told. */
  public void done() {
    output.write(new CopyDone());
  }
}
