package dev.tusk.executor.copy;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.FormatSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * COPY BINARY.
 *
 * <pre>
 *  "PGCOPY\n\377\r\n\0" | int32 flags | int32 length of extension, extension
 *  per row: int16 fields, fields × (int32 length, bytes)   length -1 is NULL
 *  int16 -1
 * </pre>
 */
final class BinaryCopyReader extends CopyReader {
  static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

  /** Flag bits 16 and up are critical; 16 itself once meant OIDs. */
  private static final int CRITICAL_FLAGS = 0xffff0000;

  private boolean started;
  private boolean ended;

  BinaryCopyReader(
      CopySource source, String relation, List<CopyColumn> columns, FormatSettings format) {
    super(source, relation, columns, format);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!started) {
      started = true;
      readHeader();
    }
    if (ended) {
      return null;
    }
    nextLine();
    if (!input.require(2)) {
      ended = true;
      return null;
    }
    int count = (short) readShort();
    if (count == -1) {
      ended = true;
      if (input.require(1)) {
        throw malformed("received copy data after EOF marker").withWhere(where());
      }
      return null;
    }
    if (count != columns.size()) {
      throw malformed("row field count is " + count + ", expected " + columns.size())
          .withWhere(where());
    }
    @Nullable Object[] row = new Object[count];
    for (int i = 0; i < count; i++) {
      row[i] = readField(columns.get(i));
    }
    return row;
  }

  private void readHeader() {
    if (!input.require(SIGNATURE.length)
        || !Arrays.equals(
            input.bytes(),
            input.start(),
            input.start() + SIGNATURE.length,
            SIGNATURE,
            0,
            SIGNATURE.length)) {
      throw malformed("COPY file signature not recognized");
    }
    input.take(SIGNATURE.length);
    if (!input.require(4)) {
      throw malformed("invalid COPY file header (missing flags)");
    }
    int flags = readInt();
    if ((flags & 1 << 16) != 0) {
      throw malformed("invalid COPY file header (WITH OIDS)");
    }
    if ((flags & CRITICAL_FLAGS) != 0) {
      throw malformed("unrecognized critical flags in COPY file header");
    }
    if (!input.require(4)) {
      throw malformed("invalid COPY file header (missing length)");
    }
    int extension = readInt();
    if (extension < 0) {
      throw malformed("invalid COPY file header (missing length)");
    }
    for (int left = extension; left > 0; ) {
      if (!input.require(1)) {
        throw malformed("invalid COPY file header (wrong length)");
      }
      int skipped = Math.min(left, input.end() - input.start());
      input.take(skipped);
      left -= skipped;
    }
  }

  private @Nullable Object readField(CopyColumn column) {
    if (!input.require(4)) {
      throw unexpectedEnd();
    }
    int length = readInt();
    if (length == -1) {
      return nullOf(column);
    }
    if (length < 0) {
      throw malformed("invalid field size").withWhere(where() + ", column " + column.name());
    }
    if (!input.require(length)) {
      throw unexpectedEnd();
    }
    try {
      Object value = column.type().readBinary(input.bytes(), input.start(), length);
      input.take(length);
      Object fitted = column.type().applyTypmod(value, column.typmod(), false);
      column.check(fitted);
      return fitted;
    } catch (SqlException e) {
      throw e.replacePosition(0).withWhere(where() + ", column " + column.name());
    }
  }

  private SqlException unexpectedEnd() {
    return SqlException.of(SqlState.BAD_COPY_FILE_FORMAT, "unexpected EOF in COPY data")
        .withWhere(where());
  }

  private int readShort() {
    byte[] bytes = input.bytes();
    int at = input.start();
    input.take(2);
    return (bytes[at] & 255) << 8 | bytes[at + 1] & 255;
  }

  private int readInt() {
    return readShort() << 16 | readShort();
  }
}
