package dev.tusk.wire.connection;

import dev.tusk.wire.message.DataRow;
import dev.tusk.wire.message.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@link DataRow}s straight into the connection's output: the hot path of every result.
 *
 * <p>A row is {@code startRow(n)}, n values, {@code endRow()}. A value is one call, or is built in
 * place: {@code WireWriter out = startValue()}, writes to {@code out}, {@code endValue()}. A row
 * that is not ended when an error is thrown is never seen by the client.
 */
public final class DataRowWriter {
  private static final int NULL = -1;

  private final Output output;
  private final WireWriter out;
  private int valueStart;

  DataRowWriter(Output output) {
    this.output = output;
    this.out = output.writer();
  }

  public void startRow(int columns) {
    out.startMessage(DataRow.TAG);
    out.writeInt16(columns);
  }

  public void writeNull() {
    out.writeInt32(NULL);
  }

  /** Writes a value, or a NULL for null. */
  public void writeValue(byte @Nullable [] value) {
    if (value == null) {
      writeNull();
    } else {
      writeValue(value, 0, value.length);
    }
  }

  public void writeValue(byte[] buffer, int offset, int length) {
    out.writeInt32(length);
    out.writeBytes(buffer, offset, length);
  }

  /** Writes a value as UTF-8. */
  public void writeText(String value) {
    startValue();
    out.writeUtf8(value);
    endValue();
  }

  /** Begins a value that is then written to the writer returned. */
  public WireWriter startValue() {
    out.writeInt32(0);
    valueStart = out.position();
    return out;
  }

  public void endValue() {
    out.putInt32(valueStart - 4, out.position() - valueStart);
  }

  /**
   * Ends the row. On a worker, now and then sends what has gathered, and may wait for the client to
   * read; in place nothing is sent that may have to be taken back.
   */
  public void endRow() {
    out.endMessage();
    if (output.isLarge() && !output.isOnEventLoop()) {
      output.flush();
    }
  }
}
