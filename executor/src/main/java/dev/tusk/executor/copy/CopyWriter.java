package dev.tusk.executor.copy;

import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.FormatSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** COPY TO: rows to bytes in text, csv or binary format (copyto.c). */
public final class CopyWriter {
  private final CopyOptions options;
  private final List<CopyColumn> columns;
  private final FormatSettings format;
  private final byte[] nullText;
  private final boolean[] forceQuote;
  private final ByteWriter value = new ByteWriter(256);

  public CopyWriter(CopyOptions options, List<CopyColumn> columns, FormatSettings format) {
    this.options = options;
    this.columns = List.copyOf(columns);
    this.format = format;
    this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
    this.forceQuote = new boolean[columns.size()];
    for (int i = 0; i < forceQuote.length; i++) {
      forceQuote[i] = options.quoteAll() || options.forceQuote().contains(columns.get(i).name());
    }
  }

  /** What stands before the first row: binary's signature, or a header line. */
  public void begin(ByteWriter out) {
    if (options.format() == CopyFormat.BINARY) {
      out.put(BinaryCopyReader.SIGNATURE);
      out.putInt(0);
      out.putInt(0);
    } else if (options.header()) {
      for (int i = 0; i < columns.size(); i++) {
        if (i > 0) {
          out.put(options.delimiter());
        }
        value.truncate(0);
        value.putText(columns.get(i).name());
        writeField(out, false);
      }
      out.put('\n');
    }
  }

  /** A row, with its line end. */
  public void row(@Nullable Object[] row, ByteWriter out) {
    if (options.format() == CopyFormat.BINARY) {
      binaryRow(row, out);
      return;
    }
    for (int i = 0; i < row.length; i++) {
      if (i > 0) {
        out.put(options.delimiter());
      }
      Object field = row[i];
      if (field == null) {
        out.put(nullText);
      } else {
        value.truncate(0);
        columns.get(i).type().writeText(field, value, format);
        writeField(out, forceQuote[i]);
      }
    }
    out.put('\n');
  }

  private void binaryRow(@Nullable Object[] row, ByteWriter out) {
    out.putShort(row.length);
    for (int i = 0; i < row.length; i++) {
      Object field = row[i];
      if (field == null) {
        out.putInt(-1);
      } else {
        int at = out.size();
        out.putInt(0);
        columns.get(i).type().writeBinary(field, out);
        out.setInt(at, out.size() - at - 4);
      }
    }
  }

  /** What stands behind the last row. */
  public void end(ByteWriter out) {
    if (options.format() == CopyFormat.BINARY) {
      out.putShort(-1);
    }
  }

  private void writeField(ByteWriter out, boolean quote) {
    if (options.format() == CopyFormat.CSV) {
      writeCsv(out, quote);
    } else {
      writeText(out);
    }
  }

  private void writeText(ByteWriter out) {
    byte[] bytes = value.array();
    for (int i = 0; i < value.size(); i++) {
      byte c = bytes[i];
      int letter =
          switch (c) {
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case 11 -> 'v';
            default -> c == '\\' || c == options.delimiter() ? c : 0;
          };
      if (letter == 0) {
        out.put(c);
      } else {
        out.put('\\');
        out.put(letter);
      }
    }
  }

  private void writeCsv(ByteWriter out, boolean forced) {
    byte[] bytes = value.array();
    int size = value.size();
    boolean quote =
        forced
            || Arrays.equals(nullText, 0, nullText.length, bytes, 0, size)
            || columns.size() == 1 && size == 2 && bytes[0] == '\\' && bytes[1] == '.';
    for (int i = 0; i < size && !quote; i++) {
      byte c = bytes[i];
      quote = c == options.delimiter() || c == options.quote() || c == '\n' || c == '\r';
    }
    if (!quote) {
      out.put(bytes, 0, size);
      return;
    }
    out.put(options.quote());
    for (int i = 0; i < size; i++) {
      if (bytes[i] == options.quote() || bytes[i] == options.escape()) {
        out.put(options.escape());
      }
      out.put(bytes[i]);
    }
    out.put(options.quote());
  }
}
