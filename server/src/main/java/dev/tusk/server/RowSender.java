package dev.tusk.server;

import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.copy.CopySource;
import dev.tusk.executor.session.InPlaceTimeExceeded;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import dev.tusk.wire.connection.CopyTarget;
import dev.tusk.wire.connection.DataRowWriter;
import dev.tusk.wire.connection.ResultSink;
import dev.tusk.wire.message.FieldDescription;
import dev.tusk.wire.message.Format;
import dev.tusk.wire.message.Formats;
import dev.tusk.wire.message.RowDescription;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a session's results to its connection: values become text or binary here and nowhere else.
 *
 * <p>One per session, used by the thread that runs its statement. Values are written to one buffer
 * that is reused, so that a row costs no allocation but what its types make.
 */
final class RowSender implements RowReceiver {
  private static final int KEPT_BYTES = 1 << 16;

  private final Supplier<FormatSettings> settings;
  private ByteWriter value = new ByteWriter(1024);
  private @Nullable ResultSink sink;
  private @Nullable CopyTarget copyTarget;
  private List<OutputColumn> columns = List.of();
  private Formats columnFormats = Formats.NONE;
  private Type[] types = new Type[0];
  private boolean[] binary = new boolean[0];
  private FormatSettings format = FormatSettings.DEFAULT;

  RowSender(Supplier<FormatSettings> settings) {
    this.settings = settings;
  }

  /** The results that follow go to {@code next}. */
  RowSender to(ResultSink next) {
    sink = next;
    return this;
  }

  /** The rows that follow have these columns, which the client knows already. */
  void expect(List<OutputColumn> described, Formats formats) {
    format = settings.get();
    if (described == columns && formats.equals(columnFormats)) {
      return;
    }
    columns = described;
    columnFormats = formats;
    types = described.stream().map(OutputColumn::type).toArray(Type[]::new);
    binary = new boolean[types.length];
    for (int i = 0; i < binary.length; i++) {
      binary[i] = formats.of(i) == Format.BINARY;
    }
  }

  @Override
  public void columns(List<OutputColumn> described) {
    expect(described, Formats.TEXT);
    sink().rowDescription(describe(described, Formats.TEXT));
  }

  static RowDescription describe(List<OutputColumn> columns, Formats formats) {
    FieldDescription[] fields = new FieldDescription[columns.size()];
    for (int i = 0; i < fields.length; i++) {
      OutputColumn column = columns.get(i);
      // Clients are told what is under a domain.
      Type type = DomainType.root(column.type());
      fields[i] =
          new FieldDescription(
              column.name(),
              (int) column.tableOid(),
              column.columnNumber(),
              type.oid(),
              type.length(),
              DomainType.rootTypmod(column.type(), column.typmod()),
              formats.of(i));
    }
    return new RowDescription(List.of(fields));
  }

  @Override
  public void row(@Nullable Object[] row) {
    DataRowWriter rows = sink().rows();
    rows.startRow(types.length);
    for (int i = 0; i < types.length; i++) {
      Object field = row[i];
      if (field == null) {
        rows.writeNull();
        continue;
      }
      value.truncate(0);
      if (binary[i]) {
        types[i].writeBinary(field, value);
      } else {
        types[i].writeText(field, value, format);
      }
      rows.writeValue(value.array(), 0, value.size());
    }
    rows.endRow();
    if (sink().isFull()) {
      throw new InPlaceTimeExceeded();
    }
  }

  @Override
  public void complete(String tag) {
    sink().commandComplete(tag);
    forgetLargeBuffer();
  }

  @Override
  public void emptyQuery() {
    sink().emptyQuery();
  }

  @Override
  public void suspended() {
    sink().portalSuspended();
  }

  private void forgetLargeBuffer() {
    if (value.array().length > KEPT_BYTES) {
      value = new ByteWriter(1024);
    }
  }

  @Override
  public CopySource copyIn(boolean inBinary, int count) {
    return new CopyReader(sink().copyIn(inBinary ? Format.BINARY : Format.TEXT, count));
  }

  @Override
  public void copyOut(boolean inBinary, int count) {
    copyTarget = sink().copyOut(inBinary ? Format.BINARY : Format.TEXT, count);
  }

  @Override
  public void copyData(byte[] data, int from, int length) {
    copyTarget().write(data, from, length);
  }

  @Override
  public void copyDone() {
    copyTarget().done();
    copyTarget = null;
  }

  private CopyTarget copyTarget() {
    if (copyTarget == null) {
      throw new IllegalStateException("COPY data before copyOut");
    }
    return copyTarget;
  }

  private ResultSink sink() {
    if (sink == null) {
      throw new IllegalStateException("a result outside of a call to the session");
    }
    return sink;
  }

  /** Hands on the client's COPY data in the pieces that it came in. */
  private static final class CopyReader implements CopySource {
    private final dev.tusk.wire.connection.CopySource source;
    private byte @Nullable [] piece = new byte[0];
    private int at;

    CopyReader(dev.tusk.wire.connection.CopySource source) {
      this.source = source;
    }

    @Override
    public int read(byte[] target, int from, int length) {
      byte[] current = piece;
      while (current != null && at == current.length) {
        current = source.read();
        piece = current;
        at = 0;
      }
      if (current == null) {
        return -1;
      }
      int count = Math.min(length, current.length - at);
      System.arraycopy(current, at, target, from, count);
      at += count;
      return count;
    }
  }
}
